import assert from "node:assert/strict";

/** Four clients, rooms, and what each of them gets. */
export default async function (stage) {
  const names = ["ann", "bob", "cid", "dan"];
  const sockets = {};
  const inboxes = {};
  for (const name of names) {
    sockets[name] = await stage.connect("/", { auth: { name } });
    inboxes[name] = stage.inbox(sockets[name]);
  }

  for (const name of ["ann", "bob"]) await sockets[name].emitWithAck("join", "red");
  for (const name of ["bob", "cid"]) await sockets[name].emitWithAck("join", "blue");
  stage.tell("joined", Object.fromEntries(names.map((name) => [name, sockets[name].id])));

  for (const expected of stage.args.expected) {
    const sender = expected.from === undefined ? undefined : sockets[expected.from];
    if (sender !== undefined) await sender.emitWithAck("say", expected.text);
    else stage.tell("turn", expected.text);
    for (const name of expected.to) assert.deepEqual(await inboxes[name].take("said"), [expected.text], `${name}: ${expected.text}`);
  }

  // What was not for somebody would stand before this in the inbox.
  stage.tell("turn", "everybody");
  for (const name of names) assert.deepEqual(await inboxes[name].take("said"), ["everybody"], name);
  for (const name of names) assert.equal(inboxes[name].size, 0, name);

  for (const name of names) sockets[name].on("vote", (answer) => answer(name, Buffer.from(name)));
  stage.tell("turn", "vote");
  await stage.hear("voted");

  sockets.bob.disconnect();
  await stage.next(sockets.ann, "parted");
  stage.tell("parted");
  await stage.hear("leave");
}
