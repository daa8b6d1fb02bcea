// A node of a cluster with the official adapter: node cluster-node.mjs ENGINE PORT PREFIX

import { createServer } from "node:http";
import { Server } from "socket.io";
import { installCluster } from "./src/cluster-application.mjs";
import { adapterFor } from "./src/engines.mjs";
import { announce, HOST } from "./src/process.mjs";

const [engine, port, prefix] = process.argv.slice(2);

// How many nodes this one knows of, itself included.
const http = createServer(async (request, response) => {
  if (request.url !== "/nodes") {
    response.writeHead(404).end();
    return;
  }

  response.end(String(await io.of("/").adapter.serverCount()));
});

const adapter = await adapterFor(engine, Number(port), prefix);
const io = new Server(http, adapter ? { adapter } : {});
io.engine.on("connection", (rawSocket) => {
  rawSocket.request = null;
});
installCluster(io);
http.listen(0, HOST, () => announce(http.address().port));
