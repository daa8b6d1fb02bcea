import assert from "node:assert/strict";

/** A handshake that the application refuses is an error that the client sees; with the right header it is welcome. */
export default async function (stage) {
  for (const headers of [{}, { "X-User": "Eve" }]) {
    const socket = stage.open("/", { reconnection: false, extraHeaders: headers });
    const [error] = await stage.next(socket, "connect_error");
    assert.equal(error.type, "TransportError");
    assert.equal(socket.connected, false);
    stage.tell("refused", stage.transport === "websocket" ? null : error.description);
  }

  const socket = await stage.connect("/", { extraHeaders: { "X-User": "Ada" } });
  stage.tell("connected", socket.id);
  await stage.hear("leave");
}
