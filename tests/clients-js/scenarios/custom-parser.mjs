import assert from "node:assert/strict";
import { within } from "../src/within.mjs";

/** A wire format of somebody's own, in both directions. */
export default async function (stage) {
  const socket = await stage.connect("/", { auth: { token: "t" } });
  const inbox = stage.inbox(socket);
  socket.emit("echo", "日本語", { a: [1, null] });
  assert.deepEqual(await inbox.take("echo"), ["日本語", { a: [1, null] }]);
  assert.equal(await within("sum", (resolve) => socket.emit("sum", 1, 2, resolve)), 3);
  socket.on("question", (answer) => answer("well"));
  stage.tell("listening");
  await stage.hear("leave");
}
