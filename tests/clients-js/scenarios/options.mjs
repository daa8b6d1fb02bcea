import assert from "node:assert/strict";

/** Path, query, extra headers and a cookie that comes back. */
export default async function (stage) {
  const socket = await stage.connect("/", {
    path: "/live/events/",
    query: { room: "blue & green", "": "", n: 7 },
    extraHeaders: { "X-Custom": "abc", authorization: "Bearer ünsafe".replace("ü", "u") },
    withCredentials: true,
  });
  assert.equal(await socket.emitWithAck("ping-me"), "pong");
  stage.tell("connected", socket.io.engine.id);
  await stage.hear("leave");
}
