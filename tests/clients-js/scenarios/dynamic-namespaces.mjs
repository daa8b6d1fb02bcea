import assert from "node:assert/strict";

/** Namespaces that the server makes when a client asks for them, by pattern and by function, and refuses otherwise. */
export default async function (stage) {
  const manager = stage.manager();
  const byPattern = manager.socket("/dynamic-101");
  const byFunction = manager.socket("/tenant", { auth: { key: "sesame" } });
  await Promise.all([stage.ready(byPattern), stage.ready(byFunction)]);
  assert.equal(await byPattern.emitWithAck("where"), "/dynamic-101");
  assert.equal(await byFunction.emitWithAck("where"), "/tenant");

  const [[unknown], [wrongKey]] = await Promise.all([
    stage.next(manager.socket("/dynamic-x"), "connect_error"),
    stage.next(manager.socket("/other", { auth: { key: "wrong" } }), "connect_error"),
  ]);
  for (const error of [unknown, wrongKey]) {
    assert.equal(error.message, "Invalid namespace");
    assert.equal(error.data, undefined);
  }

  const [refused] = await stage.next(manager.socket("/dynamic-666"), "connect_error");
  assert.equal(refused.message, "not this one");
  assert.deepEqual(refused.data, { name: "/dynamic-666" });

  // Fifty clients ask for a namespace that nobody has asked for before.
  const crowd = Array.from({ length: 50 }, () => stage.open("/dynamic-50"));
  await Promise.all(crowd.map((socket) => stage.ready(socket)));
  const inboxes = crowd.map((socket) => stage.inbox(socket));
  stage.tell("crowded");
  for (const inbox of inboxes) assert.deepEqual(await inbox.take("to all children"), [50]);

  // The last one to leave takes the namespace along; whoever comes then gets a new one.
  byPattern.disconnect();
  stage.tell("left");
  await stage.hear("gone");
  const again = stage.next(byPattern, "connect");
  byPattern.connect();
  await again;
  assert.equal(await byPattern.emitWithAck("where"), "/dynamic-101");
  stage.tell("returned");
  await stage.hear("leave");
}
