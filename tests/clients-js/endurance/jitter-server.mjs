// The reference server of the jitter run, with its recovery in memory: as tests/SocketIoSharp.Endurance/Serving/JitterApplication.cs.
//
// node jitter-server.mjs --rooms 20 --broadcast-interval 100 --room-interval 200 --recovery true

import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { Server } from "socket.io";

const text = { type: "string" };
const { values } = parseArgs({ options: { rooms: text, "broadcast-interval": text, "room-interval": text, recovery: text } });
const rooms = Number(values.rooms);
const sent = new Array(rooms + 1).fill(0);
const stays = new Map();
const timers = [];

const http = createServer((request, response) => {
  if (request.url !== "/streams/stop") return response.writeHead(404).end();
  for (const timer of timers) clearInterval(timer);
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(sent));
});
const io = new Server(http, values.recovery === "false" ? {} : { connectionStateRecovery: {} });

io.on("connection", (socket) => {
  const { client } = socket.handshake.auth;
  const before = stays.get(client);
  const stay = { endedAt: Infinity };
  stays.set(client, stay);
  socket.on("disconnect", () => (stay.endedAt = Date.now()));
  if (socket.recovered) return;

  const stream = (client % rooms) + 1;
  socket.join(`room-${stream}`);
  const isStillHere = before !== undefined && before.endedAt >= socket.handshake.issued;
  socket.emit("welcome", { stream, after: [sent[0], sent[stream]], isStillHere });
});

send(Number(values["broadcast-interval"]), () => 0);
send(Number(values["room-interval"]) / rooms, (turn) => (turn % rooms) + 1);
http.listen(0, "127.0.0.1", () => console.log(`listening ${http.address().port}`));
process.on("SIGTERM", () => process.exit(0));

// Stream 0 goes to everybody, the others to one room each.
function send(interval, choose) {
  let turn = 0;
  timers.push(setInterval(() => {
    const stream = choose(turn++);
    const number = ++sent[stream];
    (stream === 0 ? io : io.to(`room-${stream}`)).emit("number", stream, number);
  }, interval));
}
