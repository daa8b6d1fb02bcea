// socket.io on Node.js with the advice of its documentation for production: node --expose-gc socketio-node.mjs

import { createServer } from "node:http";
import { createRequire } from "node:module";
import { setImmediate } from "node:timers/promises";
import { Server } from "socket.io";
import { install } from "./src/application.mjs";
import { announce, HOST, MAX_HTTP_BUFFER_SIZE } from "./src/process.mjs";

requireBinary("bufferutil");
requireBinary("utf-8-validate");

const http = createServer(async (request, response) => {
  if (request.url !== "/collect") {
    response.writeHead(404).end();
    return;
  }

  await collect();
  response.end("ok");
});

const io = new Server(http, { maxHttpBufferSize: MAX_HTTP_BUFFER_SIZE });

// Nobody here needs the first request of a session, and keeping it costs memory.
io.engine.on("connection", (rawSocket) => {
  rawSocket.request = null;
});
install(io);
http.listen(0, HOST, () => announce(http.address().port));

// Twice: finalizers run between collections, and let go of more.
async function collect() {
  for (let i = 0; i < 2; i++) {
    globalThis.gc();
    await setImmediate();
  }
}

// ws takes these packages silently if they are there, and they fall back to JavaScript silently if their binary does not fit.
function requireBinary(name) {
  const require = createRequire(import.meta.url);
  if (require(name) === require(`${name}/fallback`)) {
    console.error(`${name} has no binary for this machine; it works in JavaScript instead.`);
  }
}
