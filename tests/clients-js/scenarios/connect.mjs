import assert from "node:assert/strict";

/** Connects with an auth object, then with an auth function. */
export default async function (stage) {
  const socket = await stage.connect("/", { auth: { token: "sesame", level: 3 } });
  assert.equal(socket.io.engine.transport.name, stage.transport === "polling" ? "polling" : "websocket");
  assert.match(socket.id, /^[\w-]{20}$/);
  assert.notEqual(socket.id, socket.io.engine.id, "the session's id is secret");
  stage.tell("connected", socket.id);

  const other = await stage.connect("/", { auth: (give) => give({ token: "from a function" }) });
  assert.notEqual(other.id, socket.id);
  stage.tell("connected", other.id);
  await stage.hear("leave");
}
