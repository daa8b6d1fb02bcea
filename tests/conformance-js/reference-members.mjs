// Prints what the JavaScript server offers, as JSON: { "Server": ["adapter", …], …, "Options": […] }. Taken from the type declarations of the
// installed packages, so that nothing of a new version can be overlooked. docs/from-nodejs.md is checked against it.

import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";

const sources = [
  { title: "Server", package: "socket.io", file: "dist/index.d.ts", declaration: "class Server" },
  { title: "Namespace", package: "socket.io", file: "dist/namespace.d.ts", declaration: "class Namespace" },
  { title: "ParentNamespace", package: "socket.io", file: "dist/parent-namespace.d.ts", declaration: "class ParentNamespace" },
  { title: "Socket", package: "socket.io", file: "dist/socket.d.ts", declaration: "class Socket" },
  { title: "Handshake", package: "socket.io", file: "dist/socket-types.d.ts", declaration: "interface Handshake" },
  { title: "BroadcastOperator", package: "socket.io", file: "dist/broadcast-operator.d.ts", declaration: "class BroadcastOperator" },
  { title: "RemoteSocket", package: "socket.io", file: "dist/broadcast-operator.d.ts", declaration: "class RemoteSocket" },
  { title: "Adapter", package: "socket.io-adapter", file: "dist/in-memory-adapter.d.ts", declaration: "class Adapter" },
  { title: "Engine server", package: "engine.io", file: "build/server.d.ts", declaration: "class BaseServer" },
  { title: "Engine server", package: "engine.io", file: "build/server.d.ts", declaration: "class Server" },
  { title: "Engine socket", package: "engine.io", file: "build/socket.d.ts", declaration: "class Socket" },
  { title: "Options", package: "engine.io", file: "build/server.d.ts", declaration: "interface AttachOptions" },
  { title: "Options", package: "engine.io", file: "build/server.d.ts", declaration: "interface ServerOptions" },
  { title: "Options", package: "socket.io", file: "dist/index.d.ts", declaration: "interface ServerOptions" },
];

// What listens and notifies in these classes is not declared in them.
const events = {
  Server: ["connect", "connection", "new_namespace"],
  Socket: ["disconnect", "disconnecting", "error"],
  Adapter: ["create-room", "delete-room", "join-room", "leave-room"],
  Listeners: Object.getOwnPropertyNames(EventEmitter.prototype).filter((name) => name !== "constructor" && !name.startsWith("_")),
  "Engine server": ["connection", "connection_error", "initial_headers", "headers", "flush", "drain"],
  "Engine socket": ["packet", "packetCreate", "data", "message", "heartbeat", "upgrading", "upgrade", "flush", "drain", "close"],
};

const members = Object.fromEntries(Object.entries(events).map(([title, names]) => [title, new Set(names)]));
for (const source of sources) {
  const text = readFileSync(new URL(`node_modules/${source.package}/${source.file}`, import.meta.url), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  members[source.title] ??= new Set();
  for (const name of publicMembers(bodyOf(text, source.declaration))) members[source.title].add(name);
}

console.log(JSON.stringify(members, (_, value) => (value instanceof Set ? [...value].sort() : value)));

/** The text between the braces of a declaration. */
function bodyOf(text, declaration) {
  const start = new RegExp(`${declaration}\\b[^{]*\\{`).exec(text);
  if (start === null) throw new Error(`${declaration} is not declared any more`);
  // Type parameters may hold braces of their own; a declaration's body is the one that ends its line.
  let open = start.index + start[0].length;
  while (text[open] !== "\n") open = text.indexOf("{", open) + 1;
  let depth = 1;
  let end = open;
  for (; depth > 0; end++) depth += text[end] === "{" ? 1 : text[end] === "}" ? -1 : 0;
  return text.slice(open, end - 1);
}

/** The names that stand first on the lines of the outermost level. */
function* publicMembers(body) {
  let depth = 0;
  for (const line of body.split("\n")) {
    const found = depth === 0 && /^\s*(?:(?:public|readonly|static|abstract|get|set)\s+)*([A-Za-z]\w*)\??\s*[(:<;]/.exec(line);
    if (found && !/^\s*(private|protected)\b/.test(line) && found[1] !== "constructor") yield found[1];
    depth += (line.match(/[{(]/g) ?? []).length - (line.match(/[})]/g) ?? []).length;
  }
}
