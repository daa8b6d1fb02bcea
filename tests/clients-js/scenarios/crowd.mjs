import assert from "node:assert/strict";
import { within } from "../src/within.mjs";

/** Many clients at once: all connect, ask, hear a broadcast, and go. */
export default async function (stage) {
  const { count } = stage.args;
  const sockets = Array.from({ length: count }, () => stage.open());
  await Promise.all(sockets.map((socket) => stage.ready(socket)));
  assert.equal(new Set(sockets.map((socket) => socket.id)).size, count);

  const answers = await Promise.all(sockets.map((socket, i) => socket.emitWithAck("double", i)));
  assert.deepEqual(answers, sockets.map((_, i) => 2 * i));

  const heard = sockets.map((socket) => within("broadcast", (resolve) => socket.once("news", (...args) => resolve(args))));
  stage.tell("connected");
  assert.deepEqual(await Promise.all(heard), sockets.map(() => ["to all", Buffer.from([1, 2])]));

  for (const socket of sockets) socket.disconnect();
  stage.tell("left");
  await stage.hear("leave");
}
