import assert from "node:assert/strict";
import { within } from "../src/within.mjs";

const bytes = (...values) => Buffer.from(values);

// What is sent, and what comes back: the application on the server sees JSON.
const values = [
  ["text 日本語 🚀", 0, -1, 1.5, 2 ** 40, Number.MAX_SAFE_INTEGER, true, null],
  [{ file: bytes(1, 2, 3), nested: [{ deep: { list: [bytes(5), "text", null, bytes()] } }] }],
  [Array.from({ length: 40 }, (_, i) => bytes(i))],
  [{ _placeholder: true, num: 0 }],
  ["x".repeat(100_000), Buffer.alloc(70_000, 7)],
];
const translated = [
  [[new Date(0)], ["1970-01-01T00:00:00.000Z"]],
  [[undefined, 1, { a: undefined, b: [undefined] }], [null, 1, { b: [null] }]],
  [[NaN, Infinity], [null, null]],
  [[new Uint16Array([1, 2]), new Uint8Array([3]).buffer], [bytes(1, 0, 2, 0), bytes(3)]],
];

/** Everything over the MessagePack parser: values, binary, the dialect, answers both ways, namespaces, refusals, broadcasts. */
export default async function (stage) {
  const socket = await stage.connect("/", { auth: { token: "t", since: new Date(0) } });
  const inbox = stage.inbox(socket);
  for (const [sent, received] of [...values.map((value) => [value, value]), ...translated]) {
    socket.emit("echo", ...sent);
    assert.deepEqual(await inbox.take("echo"), received);
  }

  const ask = (...args) => within(args[0], (resolve) => socket.emit(...args, (...answer) => resolve(answer)));
  assert.deepEqual(await ask("auth"), [{ token: "t", since: "1970-01-01T00:00:00.000Z" }]);
  assert.deepEqual(await ask("nothing"), []);
  assert.deepEqual(await ask("next-day", new Date(86_400_000)), ["1970-01-03T00:00:00+00:00"]);
  assert.deepEqual(await ask("reverse", new Uint8Array([1, 2, 3])), [bytes(3, 2, 1)]);
  assert.deepEqual(await ask("fails"), [{ error: "no such luck" }]);

  const admin = await stage.connect("/admin");
  assert.deepEqual(await within("admin", (resolve) => admin.emit("where", resolve)), "/admin");
  const [error] = await stage.next(stage.open("/refused"), "connect_error");
  assert.deepEqual([error.message, error.data], ["not authorized", { code: 42 }]);
  const [unknown] = await stage.next(stage.open("/unknown"), "connect_error");
  assert.deepEqual([unknown.message, unknown.data], ["Invalid namespace", undefined]);

  socket.emit("disconnect-me-not");
  socket.on("question", (data, answer) => answer({ data: Buffer.from(data).reverse(), at: new Date(5) }, undefined));
  stage.tell("listening");
  assert.deepEqual(await inbox.take("question").then(([data]) => data), bytes(1, 2, 3));
  assert.deepEqual(await inbox.take("everybody"), [{ picture: bytes(9, 8) }, "text"]);
  await stage.hear("leave");
  const gone = stage.next(socket, "disconnect");
  stage.tell("leaving");
  assert.equal((await gone)[0], "io server disconnect");
}
