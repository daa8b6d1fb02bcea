import { bytes } from "../bytes.mjs";
import { equal } from "../check.mjs";

/** Answers in both directions: none, several, binary, many at once, and none in time. */
export default async function (stage) {
  const socket = await stage.connect();
  for (const answer of [[], [5], ["a", 1, [true], { é: null }], [bytes([1, 2, 3])], [{ parts: [bytes([1]), "x", bytes([2, 3])] }, bytes([])]]) {
    equal(await stage.ask(socket, "ask", ...answer), answer);
  }

  const many = await Promise.all(Array.from({ length: 50 }, (_, i) => stage.ask(socket, "ask", i)));
  equal(many, Array.from({ length: 50 }, (_, i) => [i]));

  const inbox = stage.inbox(socket, "answered", "gave-up");
  socket.on("question", (text, answer) => answer(`${text}!`));
  socket.on("question-binary", (data, answer) => answer(bytes(new Uint8Array(data).reverse())));
  socket.on("question-silent", () => {});
  socket.emit("ask-me", "question", "well");
  equal(await inbox.take("answered"), ["well!"]);
  socket.emit("ask-me-binary", "question-binary", bytes([1, 2, 3]));
  equal(await inbox.take("answered"), [bytes([3, 2, 1])]);
  socket.emit("ask-me-soon", "question-silent");
  await inbox.take("gave-up");

  if (stage.client.timeout) {
    const [error] = await new Promise((resolve) => socket.timeout(100).emit("silent", (...args) => resolve(args)));
    equal(error.message, "operation has timed out");
    equal(await socket.timeout(10_000).emitWithAck("ask", 7), 7);
  }
  equal(inbox.size, 0, "events left over");
}
