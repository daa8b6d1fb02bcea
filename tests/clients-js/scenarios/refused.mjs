import assert from "node:assert/strict";

/** A middleware refuses with a message and data; with the right token the same connection is welcome. */
export default async function (stage) {
  const manager = stage.manager();
  const open = manager.socket("/");
  await stage.ready(open);

  const closed = manager.socket("/members", { auth: { token: "wrong" } });
  const [error] = await stage.next(closed, "connect_error");
  assert.ok(error instanceof Error);
  assert.equal(error.message, "who are you?");
  assert.deepEqual(error.data, { code: 42, tried: "wrong", hints: ["a", "ü"] });
  assert.equal(closed.connected, false);
  assert.equal(closed.active, false, "a refused client does not try again by itself");
  assert.equal(await open.emitWithAck("where"), "/", "the other namespace is as it was");
  stage.tell("refused");
  await stage.hear("counted");

  closed.auth = { token: "sesame" };
  const connected = stage.next(closed, "connect");
  closed.connect();
  await connected;
  assert.equal(await closed.emitWithAck("where"), "/members");

  const plain = manager.socket("/plain");
  const [plainError] = await stage.next(plain, "connect_error");
  assert.equal(plainError.message, "not today");
  assert.equal(plainError.data, undefined);
}
