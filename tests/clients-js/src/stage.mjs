// What a scenario works with: clients over the chosen transport, and the conversation with the test.

import { createInterface } from "node:readline";
import { Manager, io } from "socket.io-client";
import { Inbox } from "./inbox.mjs";
import { parsers } from "./parsers.mjs";
import { within } from "./within.mjs";

const transports = {
  polling: { transports: ["polling"] },
  websocket: { transports: ["websocket"] },
  upgrade: { transports: ["polling", "websocket"] },
};

// Short enough for a test, long enough for a busy machine.
const patience = { reconnectionDelay: 50, reconnectionDelayMax: 200, randomizationFactor: 0 };

export class Stage {
  #lines = new Inbox("the test");
  #managers = new Set();

  constructor(url, transport, args) {
    this.url = url;
    this.transport = transport;
    this.args = args;
    createInterface({ input: process.stdin }).on("line", (line) => {
      const { name, data } = JSON.parse(line);
      this.#lines.add(name, data);
    });
  }

  /** The options of a client over the chosen transport. */
  options(extra) {
    return { ...transports[this.transport], ...patience, parser: parsers[this.args.parser], ...extra };
  }

  /** Opens a client with a connection of its own. */
  open(namespace = "/", extra) {
    return this.#keep(io(this.url + namespace, this.options({ forceNew: true, ...extra })));
  }

  /** Opens a connection that several namespaces can share. */
  manager(extra) {
    const manager = new Manager(this.url, this.options(extra));
    this.#managers.add(manager);
    return manager;
  }

  /** Opens a client and waits until it is connected and its connection uses the transport it is going to stay with. */
  async connect(namespace, extra) {
    const socket = this.open(namespace, extra);
    await this.ready(socket);
    return socket;
  }

  /** Waits until a client is connected and upgraded, if it is going to be. */
  async ready(socket) {
    if (!socket.connected) {
      await within("connect", (resolve, reject) => {
        socket.once("connect", resolve);
        socket.once("connect_error", reject);
      });
    }
    await this.settled(socket.io.engine);
  }

  /** Waits until a connection has been upgraded, if it is going to be. */
  async settled(engine) {
    if (this.transport === "upgrade" && engine.transport.name !== "websocket") {
      await within("upgrade", (resolve) => engine.once("upgrade", resolve));
    }
  }

  /** Waits for one event of the client's life: connect, connect_error, disconnect, or those of its manager and engine. */
  next(emitter, event) {
    return within(event, (resolve) => emitter.once(event, (...args) => resolve(args)));
  }

  /** Collects every event that a client receives from now on. */
  inbox(socket) {
    const inbox = new Inbox("the server");
    socket.onAny((name, ...args) => inbox.add(name, args));
    return inbox;
  }

  /** Says something to the test. */
  tell(name, data = null) {
    process.stdout.write(`${JSON.stringify({ name, data })}\n`);
  }

  /** Waits until the test says something. */
  hear(name) {
    return this.#lines.take(name);
  }

  /** Says goodbye; the process ends by itself once that has been sent. */
  leave() {
    for (const manager of this.#managers) manager._close();
    process.stdin.destroy();
  }

  #keep(socket) {
    this.#managers.add(socket.io);
    return socket;
  }
}
