// Stock clients, which remember what they have received.

import { EventEmitter } from "node:events";
import { io } from "socket.io-client";

const limit = 10_000;

export async function start() {
  const clients = new Map();
  const find = (name) => clients.get(name);
  return {
    calls: {
      async connect({ name, url, namespace, options }) {
        const client = new Client(name, url + namespace, options);
        clients.set(name, client);
        await client.connected();
        return client.socket.id;
      },
      take: ({ client, name }) => find(client).take(name),
      rest: ({ client }) => find(client).rest(),
      ask: ({ client, name, args }) => find(client).socket.timeout(limit).emitWithAck(name, ...args),
      disconnected: ({ client }) => find(client).disconnected(),
      cutOff: ({ client }) => find(client).cutOff(),
      comeBack: ({ client, url }) => find(client).comeBack(url),
      async leave() {
        for (const client of clients.values()) client.socket.disconnect();
        clients.clear();
      },
    },
    end() {},
  };
}

class Client {
  #received = [];
  #reason;
  #changes = new EventEmitter().setMaxListeners(0);

  constructor(name, url, options) {
    this.name = name;
    this.socket = io(url, { transports: ["websocket"], forceNew: true, reconnection: false, ...options });
    this.socket.on("disconnect", (reason) => {
      this.#reason = reason;
      this.#changes.emit("change");
    });
    this.socket.on("vote", (silent, done) => silent !== name && done(name));
    this.socket.on("turn", (bytes, done) => done(Buffer.from(bytes).reverse()));
    this.socket.onAny((event, ...args) => {
      if (typeof args.at(-1) === "function") return;
      this.#received.push({ event, args });
      this.#changes.emit("change");
    });
  }

  connected() {
    if (this.socket.connected) return;
    return new Promise((resolve, reject) => {
      this.socket.once("connect", resolve);
      this.socket.once("connect_error", reject);
    });
  }

  /** Takes the oldest event of a name that nobody has taken yet, or waits for it. */
  async take(name) {
    const found = await this.#until(() => this.#received.find(({ event }) => event === name), `"${name}"`);
    this.#received.splice(this.#received.indexOf(found), 1);
    return found.args;
  }

  /** What nobody has taken. */
  rest() {
    return this.#received.map(({ event, args }) => `${event} ${JSON.stringify(args)}`.slice(0, 200));
  }

  disconnected() {
    return this.#until(() => this.#reason, "a disconnection");
  }

  /** Ends the connection as a lost network does. */
  async cutOff() {
    this.#reason = undefined;
    this.socket.io.engine.transport.ws.terminate();
    return this.disconnected();
  }

  /** Connects again, to whatever node a load balancer would have chosen. */
  async comeBack(url) {
    this.socket.io.uri = url;
    this.socket.connect();
    await this.connected();
    return { id: this.socket.id, recovered: this.socket.recovered };
  }

  async #until(look, what) {
    const end = Date.now() + limit;
    for (let found = look(); ; found = look()) {
      if (found) return found;
      const left = end - Date.now();
      if (left <= 0) throw new Error(`${this.name} waited in vain for ${what}; it has received ${this.rest().join(", ") || "nothing"}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#changes.once("change", () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }
}
