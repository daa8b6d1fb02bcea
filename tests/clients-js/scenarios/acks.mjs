import assert from "node:assert/strict";
import { within } from "../src/within.mjs";

/** Answers in both directions: none, one, several, binary, late, failed. */
export default async function (stage) {
  const socket = await stage.connect();
  const ask = (...args) => within(args[0], (resolve) => socket.emit(...args, (...answer) => resolve(answer)));

  assert.deepEqual(await ask("nothing"), []);
  assert.deepEqual(await ask("sum", 2, 3), [5]);
  assert.deepEqual(await ask("several", "a"), ["a", 1, [true]]);
  assert.deepEqual(await ask("reverse", Buffer.from([1, 2, 3])), [Buffer.from([3, 2, 1])]);
  assert.deepEqual(await ask("reverse-nested", { parts: [Buffer.from([1, 2]), Buffer.from("é")] }), [{ parts: [Buffer.from("é"), Buffer.from([1, 2])] }]);
  assert.deepEqual(await ask("fails"), [{ error: "no such luck" }]);
  assert.deepEqual(await ask("sum", "two", 3).then(([answer]) => answer.error.startsWith("invalid arguments: ")), true);
  assert.equal(await socket.emitWithAck("sum", 4, 5), 9);

  const many = await Promise.all(Array.from({ length: 100 }, (_, i) => socket.emitWithAck("sum", i, i)));
  assert.deepEqual(many, Array.from({ length: 100 }, (_, i) => 2 * i));

  const [error, answer] = await within("timeout", (resolve) => socket.timeout(150).emit("silent", (...args) => resolve(args)));
  assert.equal(error.message, "operation has timed out");
  assert.equal(answer, undefined);
  await assert.rejects(socket.timeout(150).emitWithAck("silent"), /operation has timed out/);
  assert.equal(await socket.timeout(10_000).emitWithAck("sum", 1, 1), 2);

  socket.on("question", (text, answer) => answer(`${text}!`));
  socket.on("question-binary", (data, answer) => answer(Buffer.from(data).reverse(), { more: [Buffer.from([9])] }));
  socket.on("question-empty", (answer) => answer());
  socket.on("question-twice", (answer) => [answer("first"), answer("second")]);
  socket.on("question-silent", () => {});
  stage.tell("listening");
  await stage.hear("leave");
}
