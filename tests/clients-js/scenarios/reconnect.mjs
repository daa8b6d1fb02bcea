import assert from "node:assert/strict";

/** The server goes and comes back: the client returns by itself and delivers what was emitted meanwhile. */
export default async function (stage) {
  const socket = await stage.connect();
  const firstId = socket.id;
  const inbox = stage.inbox(socket);
  const disconnected = stage.next(socket, "disconnect");
  let attempts = 0;
  socket.io.on("reconnect_attempt", () => attempts++);
  stage.tell("connected");

  const [reason] = await disconnected;
  assert.equal(reason, "transport close");
  assert.equal(socket.active, true, "the client is going to reconnect");
  for (let i = 0; i < 5; i++) socket.emit("buffered", i, Buffer.from([i]));
  const answer = socket.emitWithAck("buffered-ask", "late");
  const reconnected = stage.next(socket.io, "reconnect");
  stage.tell("waiting");

  await reconnected;
  await stage.ready(socket);
  assert.ok(attempts > 0);
  assert.notEqual(socket.id, firstId);
  assert.equal(await answer, "late");
  stage.tell("returned", socket.id);

  for (let i = 0; i < 3; i++) assert.deepEqual(await inbox.take("news"), [i]);
  assert.equal(await socket.emitWithAck("buffered-ask", "again"), "again");
  assert.equal(inbox.size, 0);
}
