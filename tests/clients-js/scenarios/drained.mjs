import assert from "node:assert/strict";

/** The server drains while the client waits for an answer: the client is served until it has it, is sent away, and returns by itself. */
export default async function (stage) {
  const socket = await stage.connect();
  const firstId = socket.id;
  const inbox = stage.inbox(socket);
  const disconnected = stage.next(socket, "disconnect");
  const answer = socket.timeout(20_000).emitWithAck("work", "late");
  stage.tell("asked");

  assert.deepEqual(await inbox.take("news"), ["still here"]);
  stage.tell("served");
  assert.equal(await answer, "late");
  assert.equal((await disconnected)[0], "transport close");
  assert.equal(socket.active, true, "the client is going to reconnect");
  stage.tell("sent away");

  await stage.next(socket.io, "reconnect");
  await stage.ready(socket);
  assert.notEqual(socket.id, firstId);
  stage.tell("returned", socket.id);
}
