// Stock clients behind a load balancer that sends each request to another node: node endurance/no-affinity.mjs URL COUNT polling|upgrade SECONDS PATIENCE
//
// Each sends numbered messages, every tenth with bytes, and gets numbered messages. It waits PATIENCE seconds for an answer. The last line of the output is what has come of it, as JSON.

import { setTimeout as delay } from "node:timers/promises";
import { io } from "socket.io-client";

const [url, count, kind, seconds, patience] = process.argv.slice(2);
const transports = kind === "polling" ? ["polling"] : ["polling", "websocket"];
const interval = 500;

const report = { kind, clients: Number(count), sent: 0, answered: 0, received: 0, disordered: 0, lost: 0, upgraded: 0, failures: {}, delays: [] };
const fail = (reason) => (report.failures[reason] = (report.failures[reason] ?? 0) + 1);

await Promise.all(Array.from({ length: Number(count) }, (_, number) => delay(number * 10).then(() => play())));
report.delays.sort((a, b) => a - b);
report.delays = [0.5, 0.99, 1].map((part) => report.delays[Math.max(0, Math.ceil(report.delays.length * part) - 1)] ?? 0);
process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit(0));

async function play() {
  const socket = io(url, { transports, forceNew: true });
  let isOver = false;
  let received = 0;
  let sent = 0;
  socket.on("connect_error", (error) => fail(`connect_error: ${error.message}`));
  socket.on("disconnect", (reason) => isOver || fail(`disconnect: ${reason}`));
  socket.on("down", (number, bytes) => {
    if (number !== received + 1 || (number % 10 === 0) !== Buffer.isBuffer(bytes)) report.disordered++;
    received = number;
    report.received++;
  });

  const end = Date.now() + Number(seconds) * 1000;
  const answers = [];
  while (Date.now() < end) {
    if (socket.connected) answers.push(send(socket, ++sent));
    await delay(interval * (0.5 + Math.random()));
  }
  await Promise.all(answers);
  await finish(socket, sent, () => received);
  if (socket.io.engine?.transport?.name === "websocket") report.upgraded++;
  isOver = true;
  socket.disconnect();
}

async function send(socket, number) {
  const start = performance.now();
  report.sent++;
  try {
    await socket.timeout(Number(patience) * 1000).emitWithAck("up", number, number % 10 === 0 ? Buffer.from([number & 255, 1, 2]) : null);
    report.answered++;
    report.delays.push(performance.now() - start);
  } catch {
    fail("no answer");
  }
}

// What the node has counted for this client is what the client has counted.
async function finish(socket, sent, received) {
  try {
    const node = await socket.timeout(Number(patience) * 1000).emitWithAck("finish");
    report.disordered += node.disordered;
    report.lost += Math.abs(sent - node.received) + Math.abs(node.sent - received());
  } catch {
    fail("no end");
  }
}
