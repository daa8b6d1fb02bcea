import assert from "node:assert/strict";

/** Takes one broadcast and answers another. */
export default async function (stage) {
  const socket = await stage.connect();
  const inbox = stage.inbox(socket);
  socket.on("vote", (answer) => answer(new Uint8Array([4, 5])));
  stage.tell("listening");
  assert.deepEqual(await inbox.take("news"), ["日本語", Buffer.from([1, 2]), { parts: [Buffer.from([3]), Buffer.from([])] }]);
  await inbox.take("vote");
}
