// The stock client of Engine.IO alone, against a server of that layer alone.

import assert from "node:assert/strict";
import { Socket } from "engine.io-client-6.6";
import { Inbox } from "../src/inbox.mjs";

export default async function play(stage) {
  const socket = new Socket(stage.url, { path: stage.args.path, ...stage.options() });
  const inbox = new Inbox("the server");
  const pings = new Inbox("the server");
  socket.binaryType = "arraybuffer";
  socket.on("message", (message) => inbox.add("message", message));
  socket.on("ping", () => pings.add("ping"));
  await stage.next(socket, "open");
  await stage.settled(socket);

  assert.equal(await inbox.take("message"), "welcome");
  const large = "x".repeat(5000);
  for (const text of ["hello", "éè 🎉", large, large]) {
    socket.send(text);
    assert.equal(await inbox.take("message"), text);
  }
  socket.send(new Uint8Array([0, 1, 255]));
  assert.deepEqual([...new Uint8Array(await inbox.take("message"))], [0, 1, 255]);
  await pings.take("ping");
  await pings.take("ping");

  stage.tell("transport", { name: socket.transport.name, extensions: socket.transport.ws?.extensions ?? "" });
  const closing = stage.next(socket, "close");
  if (stage.args.closes === "client") socket.close();
  else socket.send("close");
  const [reason] = await closing;
  stage.tell("closed", reason);
}
