import assert from "node:assert/strict";

/** A client that disconnects, or is disconnected, stays away until it is told to connect. */
export default async function (stage) {
  const socket = await stage.connect();
  const ids = new Set([socket.id]);

  const bySelf = stage.next(socket, "disconnect");
  socket.disconnect();
  assert.deepEqual((await bySelf)[0], "io client disconnect");
  assert.equal(socket.active, false);
  socket.emit("mark", "while away");
  socket.connect();
  await stage.next(socket, "connect");
  await stage.settled(socket.io.engine);
  ids.add(socket.id);
  assert.equal(await socket.emitWithAck("mark", "back"), "back");

  const byServer = stage.next(socket, "disconnect");
  socket.emit("kick");
  assert.equal((await byServer)[0], "io server disconnect");
  assert.equal(socket.active, false, "no reconnection by itself");
  socket.connect();
  await stage.next(socket, "connect");
  ids.add(socket.id);
  assert.equal(await socket.emitWithAck("mark", "back again"), "back again");
  assert.equal(ids.size, 3, "each connection is a socket of its own");
}
