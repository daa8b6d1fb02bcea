import assert from "node:assert/strict";

/** A namespace that the server does not have. */
export default async function (stage) {
  const socket = stage.open("/nowhere");
  const [error] = await stage.next(socket, "connect_error");
  assert.equal(error.message, "Invalid namespace");
  assert.equal(error.data, undefined);
  assert.equal(socket.connected, false);
}
