import assert from "node:assert/strict";

/** What the server's middlewares and catch-all handlers make of a client's events, as the client sees it. */
export default async function (stage) {
  const socket = await stage.connect("/");
  assert.deepEqual(await socket.emitWithAck("forbidden", 1), { error: "not allowed" });
  assert.equal(await socket.emitWithAck("old name", "a", Buffer.from([1, 2, 3])), "a3");
  assert.equal(await socket.emitWithAck("cached"), "from the middleware");
  assert.equal(await socket.emitWithAck("error", "boo"), "boo", "an event of that name is one like any other");
  assert.deepEqual(await Promise.all([0, 1, 2, 3, 4, 5].map((number) => socket.emitWithAck("ordered", number))), [0, 1, 2, 3, 4, 5]);

  // Dropped without a word, and nothing else with it.
  socket.emit("forbidden", 2);
  assert.deepEqual(await socket.emitWithAck("seen"), [
    "forbidden", "old name", "cached", "error", "ordered", "ordered", "ordered", "ordered", "ordered", "ordered", "forbidden", "seen",
  ]);
  assert.equal(await socket.emitWithAck("once"), "first");
  assert.equal(await socket.emitWithAck("once"), "later");
}
