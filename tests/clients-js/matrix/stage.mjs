// What an aspect works with: clients over the chosen transport, whatever their generation.

import { within } from "../src/within.mjs";
import { Inbox } from "../src/inbox.mjs";

export const transports = {
  polling: { transports: ["polling"] },
  websocket: { transports: ["websocket"] },
  upgrade: { transports: ["polling", "websocket"] },
  jsonp: { transports: ["polling"], forceJSONP: true },
};

const patience = { reconnectionDelay: 50, reconnectionDelayMax: 200, randomizationFactor: 0 };
let lines = 0;

export class Stage {
  #managers = new Set();
  #disconnections = [];

  /**
   * @param client its library, its parser, its generation and what it can do
   * @param settings transport; url, and recoveryUrl of a server that recovers connections
   */
  constructor(client, settings) {
    this.client = client;
    this.generation = client.generation;
    this.settings = settings;
  }

  /** Opens a client with a connection of its own. */
  open(namespace = "/", { url = this.settings.url, ...extra } = {}) {
    const socket = this.generation.open(this.client.library, url, namespace, this.#options({ forceNew: true, ...extra }));
    this.#managers.add(socket.io);
    socket.on("disconnect", (reason) => this.#disconnections.push(`${namespace} ${reason}`));
    return socket;
  }

  /** Opens a client and waits until it is connected, by the transport it is going to stay with. */
  async connect(namespace, extra) {
    const socket = this.open(namespace, extra);
    await this.ready(socket);
    return socket;
  }

  /** Opens a connection that several namespaces can share. */
  manager() {
    const manager = this.generation.manager(this.client.library, this.settings.url, this.#options({}));
    this.#managers.add(manager);
    return manager;
  }

  /** The client of one namespace on such a connection. */
  join(manager, namespace, auth) {
    return this.generation.socket(manager, namespace, auth);
  }

  async ready(socket) {
    if (!socket.connected) await this.next(socket, "connect", this.generation.refusedBy);
    await this.settled(socket);
  }

  /** Waits until a connection has been upgraded, if it is going to be. */
  async settled(socket) {
    const { engine } = socket.io;
    if (this.settings.transport === "upgrade" && engine.transport.name !== "websocket") await this.next(engine, "upgrade");
  }

  /** Waits for one event of a client's life; another one can be told to be a failure. */
  next(emitter, event, failure) {
    const waiting = within(event, (resolve, reject) => {
      emitter.once(event, (...args) => resolve(args));
      if (failure !== undefined) emitter.once(failure, (error) => reject(error instanceof Error ? error : new Error(JSON.stringify(error))));
    });
    // Often there is something else to do before it is awaited; a failure before that is no accident of the process.
    waiting.catch(() => {});
    return waiting;
  }

  /** Waits until the server refuses, and says how, as this client sees it. */
  async refusal(socket) {
    const [value] = await this.next(socket, this.generation.refusedBy, "connect");
    return this.generation.readRefusal(value);
  }

  ask(socket, ...args) {
    return within(`an answer to ${args[0]}`, (resolve) => socket.emit(...args, (...answer) => resolve(answer)));
  }

  /** Collects the events of these names in the order of their arrival. */
  inbox(socket, ...names) {
    const inbox = new Inbox("the server");
    for (const name of names) socket.on(name, (...args) => inbox.add(name, args));
    return inbox;
  }

  /** A name by which the server knows the requests of one connection. */
  line() {
    return `${Date.now()}-${lines++}-${Math.random()}`;
  }

  /** Breaks a connection as a network does, in the middle of whatever is under way. */
  async cut(line, url = this.settings.url) {
    const response = await fetch(`${url}/matrix/cut?line=${line}`, { method: "POST" });
    if (!response.ok) throw new Error(`the connection could not be cut: ${response.status}`);
  }

  /** What may explain a failure. */
  describe() {
    return `disconnections so far: ${this.#disconnections.join(", ") || "none"}`;
  }

  /** Closes every connection that the aspect has opened. */
  leave() {
    for (const manager of this.#managers) {
      manager.reconnection(false);
      manager.engine?.close();
    }
    this.#managers.clear();
  }

  #options(extra) {
    const { parser } = this.client;
    return { ...transports[this.settings.transport], ...patience, ...(parser === undefined ? {} : { parser }), ...extra };
  }
}
