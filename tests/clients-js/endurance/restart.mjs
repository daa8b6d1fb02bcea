// Clients that outlive a restart of their server: node endurance/restart.mjs <url> <first number> <count>
//
// They ask for an answer once a second and listen to numbered broadcasts, and do nothing about reconnecting: the stock client does, or it does not. Tells "connected" when all are, "back" when all
// have reached another instance of the server, and, told to "report", what each of them has seen.

import { createInterface } from "node:readline";
import { io } from "socket.io-client";

const [url, first, count] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const kinds = [["websocket"], ["polling"], ["polling", "websocket"]];

class Client {
  seen = { answered: 0, failed: [], reasons: [], errors: {}, news: 0, gaps: 0, leftAt: null, backAt: null };
  #sent = 0;
  #last = null;
  #instance = null;

  constructor(number) {
    this.key = String(number);
    this.kind = kinds[number % kinds.length];
    this.socket = io(url, { forceNew: true, transports: this.kind, auth: { key: this.key } });
    this.socket.on("welcome", (instance) => this.#welcome(instance));
    this.socket.on("news", (number) => this.#hear(number));
    this.socket.on("connect_error", ({ message }) => (this.seen.errors[message] = (this.seen.errors[message] ?? 0) + 1));
    this.socket.on("disconnect", (reason) => this.#leave(reason));
    setTimeout(() => setInterval(() => this.#ask(), 1000), Math.random() * 1000);
  }

  get isReady() {
    return this.#instance !== null && (this.kind.length === 1 || this.socket.io.engine.transport.name === "websocket");
  }

  report() {
    return { key: this.key, transports: this.kind.join(", "), willReturn: this.socket.active, ...this.seen };
  }

  #welcome(instance) {
    if (this.#instance !== null && this.#instance !== instance) this.seen.backAt = Date.now();
    this.#instance = instance;
  }

  // Within one connection none may be missing.
  #hear(number) {
    if (this.#last !== null && number !== this.#last + 1) this.seen.gaps++;
    this.#last = number;
    this.seen.news++;
  }

  #leave(reason) {
    this.seen.reasons.push(reason);
    this.seen.leftAt ??= Date.now();
    this.#last = null;
  }

  // One in twenty takes a second, so that some are always under way.
  #ask() {
    if (!this.socket.connected) return;
    const number = ++this.#sent;
    const milliseconds = (number + Number(this.key)) % 20 === 0 ? 1000 : 20;
    this.socket.timeout(30_000).emit("work", number, milliseconds, (error, answer) => {
      if (error || answer !== number) this.seen.failed.push(number);
      else this.seen.answered++;
    });
  }
}

const tell = (name, data = null) => process.stdout.write(`${JSON.stringify({ name, data })}\n`);

async function until(condition) {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

const clients = [];
for (let i = 0; i < count; i++) {
  clients.push(new Client(first + i));
  if (i % 10 === 9) await until(() => clients.filter((client) => !client.isReady).length < 20);
}

await until(() => clients.every((client) => client.isReady));
tell("connected");
createInterface({ input: process.stdin }).on("line", (line) => {
  if (line === "report") process.stdout.write(`${JSON.stringify({ name: "report", data: clients.map((client) => client.report()) })}\n`, () => process.exit(0));
});
process.stdin.on("end", () => process.exit(1));
await until(() => clients.every((client) => client.seen.backAt !== null));
tell("back");
