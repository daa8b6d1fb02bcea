import assert from "node:assert/strict";
import { within } from "../src/within.mjs";

/** Numbered messages both ways while the connection is upgraded, text and binary by turns. */
export default async function (stage) {
  const { count } = stage.args;
  const socket = stage.open();
  const received = [];
  const complete = within(`${count} messages`, (resolve) => {
    socket.on("number", (number, data) => {
      received.push(number);
      assert.equal(data === undefined ? 0 : data.length, number % 5 === 0 ? 3 : 0);
      if (number === count - 1) resolve();
    });
  });
  await stage.next(socket, "connect");
  const { engine } = socket.io;
  const before = engine.transport.name;

  // In portions, so that there are still some to send when the upgrade begins.
  for (let i = 0; i < count; i++) {
    socket.emit("number", i, ...(i % 5 === 0 ? [Buffer.from([1, 2, 3])] : []));
    if (i % 10 === 9) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await complete;
  await stage.settled(engine);
  await stage.hear("received");
  assert.deepEqual(received, Array.from({ length: count }, (_, i) => i));
  stage.tell("done", { before, after: engine.transport.name });
}
