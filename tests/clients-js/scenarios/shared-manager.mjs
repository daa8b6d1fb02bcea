import assert from "node:assert/strict";
import { io } from "socket.io-client";

/** io() shares one connection between namespaces unless told otherwise, and opens a second one for a second socket of one namespace. */
export default async function (stage) {
  const first = io(`${stage.url}/`, stage.options());
  const second = io(`${stage.url}/news`, stage.options());
  const third = io(`${stage.url}/`, stage.options());
  await Promise.all([first, second, third].map((socket) => stage.ready(socket)));
  assert.equal(first.io, second.io);
  assert.notEqual(first.io, third.io);
  stage.tell("connected");
  await stage.hear("counted");
  for (const socket of [first, second, third]) socket.disconnect();
}
