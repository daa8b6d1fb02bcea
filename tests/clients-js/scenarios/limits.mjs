import assert from "node:assert/strict";
import { within } from "../src/within.mjs";

/** Sends one event more than the server allows at once: told so, or disconnected. */
export default async function (stage) {
  const { allowed, disconnects } = stage.args;
  const socket = await stage.connect();
  for (let i = 0; i < allowed; i++) {
    assert.equal(await socket.emitWithAck("echo", i), i);
  }

  if (disconnects) {
    const left = within("disconnect", (resolve) => socket.once("disconnect", resolve));
    socket.emit("echo", allowed);
    assert.equal(await left, "io server disconnect");
    return;
  }

  assert.deepEqual(await socket.emitWithAck("echo", allowed), { error: "rate limit exceeded", retryAfter: 3600 });
  assert.ok(socket.connected);
}
