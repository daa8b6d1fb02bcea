// A stock client that counts what it gets, and notes when it was away and how it came back.

import { io } from "socket.io-client";
import { Stream } from "./stream.mjs";

const transports = { polling: ["polling"], websocket: ["websocket"], upgrade: ["polling", "websocket"] };

export class JitteredClient {
  #socket;
  #streams = new Map();
  #reconnections = [];
  #leftovers = 0;
  #hasOffset = false;
  #room;
  #lostAt;
  #attemptAt;
  #unexplained;

  constructor({ number, transport, port }) {
    this.number = number;
    this.transport = transport;
    this.welcomed = new Promise((resolve) => this.#listen(port, resolve));
  }

  /** Whether it has everything that was sent to it, of which these are the last numbers. */
  isComplete(finals) {
    const { connected } = this.#socket;
    return connected && this.#room !== undefined && [0, this.#room].every((stream) => this.#stream(stream).isComplete(finals[stream]));
  }

  report(finals) {
    const streams = [0, this.#room].filter((stream) => stream !== undefined).map((stream) => this.#stream(stream).report(finals[stream]));
    const isComplete = this.isComplete(finals);
    return { number: this.number, transport: this.transport, isComplete, streams, reconnections: this.#reconnections, leftovers: this.#leftovers };
  }

  #listen(port, welcomed) {
    const socket = io(`http://127.0.0.1:${port}`, {
      forceNew: true,
      transports: transports[this.transport],
      auth: { client: this.number },
    });
    this.#socket = socket;
    socket.onAny(() => (this.#hasOffset = true));
    socket.on("number", (stream, number) => this.#stream(stream).add(number));
    socket.on("welcome", ({ stream, after, isStillHere }) => {
      this.#room = stream;
      this.#stream(0).expectAfter(after[0]);
      this.#stream(stream).expectAfter(after[1]);
      if (isStillHere && this.#unexplained) this.#unexplained.reason = "still here";
      this.#unexplained = undefined;
      welcomed();
    });
    socket.on("connect", () => this.#connected());
    socket.io.on("reconnect_attempt", () => (this.#attemptAt = now()));
    socket.io.on("close", () => this.#closed());
  }

  #connected() {
    const { recovered } = this.#socket;
    if (!recovered) for (const stream of this.#streams.values()) stream.begin();
    if (this.#lostAt !== undefined) {
      const reason = recovered ? null : this.#hasOffset ? "gone" : "no offset";
      const reconnection = { lostAt: this.#lostAt, attemptAt: this.#attemptAt, backAt: now(), recovered, reason };
      this.#reconnections.push(reconnection);
      if (reason === "gone") this.#unexplained = reconnection;
      this.#lostAt = undefined;
    }
  }

  #closed() {
    this.#lostAt ??= now();
    // Cut in the middle of a recovery, the stock client keeps what it has got so far, gets it again with the next one, and emits both.
    this.#leftovers += this.#socket.receiveBuffer.length;
    this.#socket.receiveBuffer = [];
  }

  #stream(number) {
    if (!this.#streams.has(number)) this.#streams.set(number, new Stream());
    return this.#streams.get(number);
  }
}

function now() {
  return performance.timeOrigin + performance.now();
}
