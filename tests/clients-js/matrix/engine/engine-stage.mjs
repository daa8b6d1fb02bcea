// What an aspect of engine.io-client works with.

import { Inbox } from "../../src/inbox.mjs";
import { within } from "../../src/within.mjs";
import { transports } from "../stage.mjs";

export class EngineStage {
  #open;
  #sockets = [];
  #closings = [];

  constructor(open, settings) {
    this.#open = open;
    this.settings = settings;
  }

  /** Opens a client and waits until it uses the transport it is going to stay with. */
  async connect(url = this.settings.url) {
    const socket = this.#open(url, transports[this.settings.transport]);
    socket.binaryType = "arraybuffer";
    this.#sockets.push(socket);
    socket.on("close", (reason, details) => this.#closings.push(`${reason} ${details?.message ?? ""} ${details?.description?.message ?? details?.description ?? ""}`));
    await this.next(socket, "open");
    if (this.settings.transport === "upgrade") await this.next(socket, "upgrade");
    return socket;
  }

  next(socket, event) {
    return within(event, (resolve, reject) => {
      socket.once(event, (...args) => resolve(args));
      socket.once("error", reject);
    });
  }

  inbox(socket, ...names) {
    const inbox = new Inbox("the server");
    for (const name of names) socket.on(name, (data) => inbox.add(name, data));
    return inbox;
  }

  /** Why the server thinks that a session has ended, as soon as it has. */
  async reasonOf(id) {
    return await (await fetch(`${this.settings.url}/matrix/reason?id=${id}`)).text();
  }

  /** What may explain a failure. */
  describe() {
    return `connections closed so far: ${this.#closings.join(", ") || "none"}`;
  }

  leave() {
    for (const socket of this.#sockets) socket.close();
  }
}
