// The clients of the matrix in Node.js.

import { createRequire } from "node:module";
import { second, third } from "./generations.mjs";

const require = createRequire(import.meta.url);

// `timeout` came with 4.4, `emitWithAck` and the recovery of connections with 4.6.
const clients = {
  "socket.io-client-4.8": { generation: third, timeout: true, recovery: true },
  "socket.io-client-4.0": { generation: third },
  "socket.io-client-3.1": { generation: third },
  "socket.io-client-2.5": { generation: second },
  "socket.io-client-2.0": { generation: second },
};

const parsers = {
  default: () => undefined,
  msgpack: () => require("socket.io-msgpack-parser-3"),
};

export function loadClient(name, parser) {
  return { ...clients[name], library: require(name), parser: parsers[parser]() };
}

export function loadEngineClient(name) {
  const library = require(name);
  return name.endsWith("3.5") ? (url, options) => library(url, options) : (url, options) => new library.Socket(url, options);
}

/** Every row that Node.js plays, as the arguments of play.mjs. */
export function rows() {
  const all = [];
  for (const client of Object.keys(clients)) {
    for (const parser of clients[client].generation === third ? ["default", "msgpack"] : ["default"]) {
      for (const transport of ["polling", "websocket", "upgrade"]) all.push([client, transport, parser]);
    }
  }
  for (const client of ["engine.io-client-6.6", "engine.io-client-3.5"]) {
    for (const transport of ["polling", "websocket", "upgrade"]) all.push([client, transport, "none"]);
  }
  return all;
}
