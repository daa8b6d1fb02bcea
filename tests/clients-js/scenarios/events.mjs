import assert from "node:assert/strict";

const texts = [
  "", "plain", "ünïcödé", "日本語 テキスト", "👩‍👩‍👧‍👦 🚀", "\u0000\u001e\u2028\u2029", "\"quotes\" \\ / \b\f\n\r\t", "</script>&<>'",
  "x".repeat(100_000), "€".repeat(40_000), "🚀".repeat(20_000),
];

const values = [
  [null], [true, false], [0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER], [[]], [{}], [[[1, [2, [3]]]]],
  [{ a: { "b c": [{ "": null }, "é"] }, __proto__x: 1 }], ["a", 1, { b: [2] }, null, "last"], [],
];

/** Texts and values of every kind come back as they were, in order; names may be anything but the reserved ones. */
export default async function (stage) {
  const socket = await stage.connect();
  const inbox = stage.inbox(socket);
  for (const text of texts) {
    socket.emit("echo", text);
    assert.deepEqual(await inbox.take("echo"), [text]);
  }

  for (const value of values) {
    socket.emit("echo", ...value);
    assert.deepEqual(await inbox.take("echo"), value);
  }

  for (let i = 0; i < 200; i++) socket.emit("echo", i, texts[i % 8]);
  for (let i = 0; i < 200; i++) assert.deepEqual(await inbox.take("echo"), [i, texts[i % 8]]);

  socket.emit("événement 🎉", "name");
  assert.deepEqual(await inbox.take("événement 🎉"), ["name"]);
  socket.emit("", "no name");
  assert.deepEqual(await inbox.take(""), ["no name"]);
  socket.send("message");
  assert.deepEqual(await inbox.take("message"), ["message"]);
  assert.equal(inbox.size, 0);

  stage.tell("typed");
  assert.deepEqual(await inbox.take("typed"), ["text", 7, { name: "Jude", tags: ["a", "b"], at: "2020-02-03T04:05:06+00:00" }, null]);
  socket.emit("typed", "text", 7, { name: "Jude", tags: ["a", "b"], at: "2020-02-03T04:05:06+00:00" });
  await stage.hear("leave");
}
