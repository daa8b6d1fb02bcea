// The application of the restart run on the Node.js server, which stops as its documentation says: node endurance/restart-server.mjs <port> <file for the record>

import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { Server } from "socket.io";

const [port, record] = [Number(process.argv[2]), process.argv[3]];
const handled = {};
let inFlight = 0;

const http = createServer();
const io = new Server(http);
io.on("connection", (socket) => {
  const { key } = socket.handshake.auth;
  socket.emit("welcome", process.pid);
  socket.on("work", async (number, milliseconds, answer) => {
    handled[key] = number;
    inFlight++;
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    inFlight--;
    answer(number);
  });
});

let news = 0;
const talking = setInterval(() => io.emit("news", ++news), 200);

process.once("SIGTERM", async () => {
  const inFlightAtStop = inFlight;
  clearInterval(talking);
  await io.close();
  writeFileSync(record, JSON.stringify({ inFlight: inFlightAtStop, handled }));
  process.exit(0);
});

http.listen(port, "127.0.0.1", () => console.log(`listening ${port}`));
