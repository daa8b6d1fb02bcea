// Runs the fixed application on the reference server. Options arrive as JSON in SIO_OPTIONS,
// the port it listens on leaves as `listening <port>` on standard output.

import { createServer } from "node:http";
import { Server } from "socket.io";
import msgpack from "socket.io-msgpack-parser";
import { installApplication } from "./application.mjs";

const announced = JSON.parse(process.env.SIO_OPTIONS || "{}");
const { app, allowRequest, parser, ...options } = announced;
if (allowRequest !== undefined) {
  options.allowRequest = (request, answer) => answer(allowRequest.message, allowRequest.success);
}
if (typeof options.cookie?.expires === "string") options.cookie.expires = new Date(options.cookie.expires);
if (parser === "msgpack") options.parser = msgpack;
else if (parser !== undefined) throw new Error(`unknown parser "${parser}"`);

const http = createServer((request, response) => {
  if (request.url === "/conformance/options") {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(announced));
  } else {
    response.writeHead(404);
    response.end();
  }
});

installApplication(new Server(http, options), app);
http.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  console.log(`listening ${http.address().port}`);
});
