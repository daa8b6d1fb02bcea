// socket.io on Bun with its own engine, set up as the documentation of the engine says: bun socketio-bun.mjs

import { Server as Engine } from "@socket.io/bun-engine";
import { Server } from "socket.io";
import { install } from "./src/application.mjs";
import { announce, HOST, MAX_HTTP_BUFFER_SIZE } from "./src/process.mjs";

const io = new Server();
const engine = new Engine({ path: "/socket.io/", maxHttpBufferSize: MAX_HTTP_BUFFER_SIZE });

io.bind(engine);
install(io);

const server = Bun.serve({
  hostname: HOST,
  port: 0,

  // Brings fetch and websocket, an idleTimeout of twice the pingInterval, and the limits of messages and of bodies.
  ...engine.handler(),

  // Routes are looked up before fetch is called, outside of JavaScript.
  routes: { "/collect": collect },
});

announce(server.port);

// Twice: finalizers run between collections, and let go of more.
async function collect() {
  for (let i = 0; i < 2; i++) {
    Bun.gc(true);
    await new Promise(setImmediate);
  }

  return new Response("ok");
}
