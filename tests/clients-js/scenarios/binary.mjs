import assert from "node:assert/strict";

const bytes = (length, seed = 0) => Buffer.from(Uint8Array.from({ length }, (_, i) => (i * 7 + seed) & 255));

const values = [
  [bytes(3)],
  [bytes(0)],
  [bytes(256)],
  [bytes(1), bytes(70_000, 3), bytes(2, 9)],
  [{ file: bytes(10), nested: [{ deep: { list: [bytes(5, 1), "text", null, bytes(6, 2)] } }], plain: 1 }],
  ["before", bytes(4), { _placeholder: false, num: 0 }, "after"],
  Array.from({ length: 10 }, (_, i) => bytes(i + 1, i)),
];

/** Bytes anywhere in the arguments, both ways. */
export default async function (stage) {
  const socket = await stage.connect();
  const inbox = stage.inbox(socket);
  for (const value of values) {
    socket.emit("echo", ...value);
    assert.deepEqual(await inbox.take("echo"), value);
  }

  for (let i = 0; i < 100; i++) {
    socket.emit("echo", i, bytes(i, i));
    socket.emit("echo", "text", i);
  }
  for (let i = 0; i < 100; i++) {
    assert.deepEqual(await inbox.take("echo"), [i, bytes(i, i)]);
    assert.deepEqual(await inbox.take("echo"), ["text", i]);
  }

  socket.emit("views", new Uint8Array([1, 2, 3]), new Uint16Array([258]).buffer, new DataView(new ArrayBuffer(2)));
  assert.deepEqual(await inbox.take("views"), [3, 2, 2]);

  socket.emit("typed", { name: "pixel.png", content: bytes(5), parts: [bytes(1, 1), bytes(2, 2)] });
  assert.deepEqual(await inbox.take("typed"), [{ name: "PIXEL.PNG", content: bytes(5).reverse(), parts: [bytes(2, 2), bytes(1, 1)] }]);
  assert.equal(inbox.size, 0);
}
