import assert from "node:assert/strict";

/** Over TLS, with a certificate that only the test trusts. A client that trusts nobody else does not connect. */
export default async function (stage) {
  const socket = await stage.connect("/", { rejectUnauthorized: false });
  assert.equal(socket.io.engine.opts.secure, true);
  assert.equal(await socket.emitWithAck("echo", "ü".repeat(3000)), "ü".repeat(3000));
  const bytes = Buffer.from([1, 2, 3]);
  assert.deepEqual(await socket.emitWithAck("echo", bytes), bytes);
  stage.tell("connected", socket.id);

  const careful = stage.open("/", { reconnection: false });
  const [error] = await stage.next(careful, "connect_error");
  assert.ok(error instanceof Error);
  stage.tell("refused");
  await stage.hear("leave");
}
