// The Node.js servers that the matrix needs, in this process.

import { createServer } from "node:http";
import { createRequire } from "node:module";
import { attach } from "engine.io";
import { Server } from "socket.io";
import { installApplication } from "./application.mjs";

const require = createRequire(import.meta.url);
const heartbeat = { pingInterval: 300, pingTimeout: 3_000 };

export async function startServers() {
  const servers = { engine: { url: await startEngine({}), heartbeatUrl: await startEngine(heartbeat), ...heartbeat } };
  for (const [parser, extra] of [["default", {}], ["msgpack", { parser: require("socket.io-msgpack-parser-3") }]]) {
    const connectionStateRecovery = { maxDisconnectionDuration: 60_000 };
    servers[parser] = { url: await start(extra), recoveryUrl: await start({ ...extra, connectionStateRecovery }) };
  }
  return servers;
}

async function start(options) {
  const http = createServer(control);
  const lines = new Map();
  // What is under way of each line; between two polls there is nothing, so the next one is to be cut.
  const note = (request, target) => {
    const name = new URL(request.url, "http://x").searchParams.get("line");
    if (name === null || request.method !== "GET") return;
    const line = lines.get(name) ?? { sockets: new Set(), cutsNext: false };
    lines.set(name, line);
    if (line.cutsNext) {
      line.cutsNext = false;
      request.socket.destroy();
      return;
    }
    line.sockets.add(request.socket);
    target.once("close", () => line.sockets.delete(request.socket));
  };
  installApplication(new Server(http, { allowEIO3: true, serveClient: false, cors: { origin: true, credentials: true }, ...options }));
  // After the server, which puts itself before the listeners that it finds.
  http.prependListener("request", note);
  http.prependListener("upgrade", note);
  return await listen(http);

  function control(request, response) {
    const { pathname, searchParams } = new URL(request.url, "http://x");
    if (pathname !== "/matrix/cut") return;
    const line = lines.get(searchParams.get("line"));
    if (line !== undefined) {
      line.cutsNext = line.sockets.size === 0;
      for (const socket of line.sockets) socket.destroy();
    }
    response.writeHead(line === undefined ? 404 : 204, { "Access-Control-Allow-Origin": "*" }).end();
  }
}

async function startEngine(options) {
  const reasons = new Map();
  const http = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://x");
    if (pathname === "/matrix/reason") reasons.get(searchParams.get("id")).then((reason) => response.end(reason));
  });
  attach(http, { allowEIO3: true, ...options }).on("connection", (socket) => {
    reasons.set(socket.id, new Promise((resolve) => socket.on("close", resolve)));
    socket.on("message", (data) => (data === "close-me" ? socket.close() : socket.send(data)));
  });
  return await listen(http);
}

function listen(http) {
  return new Promise((resolve) => http.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${http.address().port}`)));
}
