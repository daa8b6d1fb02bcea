import assert from "node:assert/strict";

/** A client that does not take anything at the moment misses what is volatile, and nothing else. */
export default async function (stage) {
  const socket = await stage.connect();
  const inbox = stage.inbox(socket);
  const { transport } = socket.io.engine;

  if (transport.name === "polling") {
    // The poll that is under way is answered once more; then there is none.
    transport.pause(() => stage.tell("paused"));
    stage.tell("pausing");
    await inbox.take("before");
    await stage.hear("emitted");
    transport.readyState = "open";
    transport._poll();
  } else {
    transport.ws._socket.pause();
    stage.tell("paused");
    await stage.hear("emitted");
    transport.ws._socket.resume();
  }

  let size = 0;
  for (let i = 0; i < stage.args.count; i++) size += (await inbox.take("filler"))[0].length;
  assert.deepEqual(await inbox.take("after"), []);
  assert.equal(inbox.size, 0);
  stage.tell("caught-up", size);

  // Ready again: it gets through.
  await inbox.take("volatile");
  stage.tell("received");
  await stage.hear("leave");
}
