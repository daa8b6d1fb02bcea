import { pattern as bytes } from "../bytes.mjs";
import { equal } from "../check.mjs";

const values = [
  [bytes(3)], [bytes(0)], [bytes(256)], [bytes(1), bytes(70_000, 3), bytes(2, 9)], ["before", bytes(4), "after"],
  [{ file: bytes(10), nested: [{ deep: { list: [bytes(5, 1), "téxt", null, bytes(6, 2)] } }], plain: 1 }],
  Array.from({ length: 10 }, (_, i) => bytes(i + 1, i)),
];

/** Bytes anywhere in the arguments, both ways, between texts. */
export default async function (stage) {
  const socket = await stage.connect();
  const inbox = stage.inbox(socket, "echo", "bytes");
  for (const value of values) {
    socket.emit("echo", ...value);
    equal(await inbox.take("echo"), value);
  }

  for (let i = 0; i < 50; i++) {
    socket.emit("echo", i, bytes(i, i));
    socket.emit("echo", "text", i);
  }
  for (let i = 0; i < 50; i++) {
    equal(await inbox.take("echo"), [i, bytes(i, i)]);
    equal(await inbox.take("echo"), ["text", i]);
  }

  equal(await stage.ask(socket, "size", bytes(300)), [300], "bytes as the server's type");
  socket.emit("make-bytes", 200);
  equal(await inbox.take("bytes"), [{ made: Uint8Array.from({ length: 200 }, (_, i) => i) }], "bytes of the server's type");
  equal(inbox.size, 0, "events left over");
}
