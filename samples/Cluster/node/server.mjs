// A node of the cluster on Node.js: node server.mjs NAME PORT ENGINE ENGINE_PORT
// It does what the nodes on .NET do, word for word on the wire, and ends when its input ends.
import { createServer } from "node:http";
import { Server } from "socket.io";
import { attachChat } from "./chat.mjs";
import { connectEngine } from "./engines.mjs";
import { serveFiles } from "./files.mjs";
import { attachStatus } from "./status.mjs";
import { stopWithParent } from "./parent.mjs";

const [name, port, engineName, enginePort] = process.argv.slice(2);
const node = { name, runtime: `Node.js ${process.versions.node}` };

const engine = await connectEngine(engineName, Number(enginePort));
const http = createServer(serveFiles);
const io = new Server(http, {
  adapter: engine.adapter,
  connectionStateRecovery: engine.recovery,
  maxHttpBufferSize: 20_000,
});
attachStatus(io, node);
attachChat(io, node);

stopWithParent(async () => {
  // Keeps the sessions of the sockets where the engine can, and sends the clients away.
  await io.close();
  await engine.close();
});
http.listen(Number(port), "127.0.0.1", () => console.log("ready"));
