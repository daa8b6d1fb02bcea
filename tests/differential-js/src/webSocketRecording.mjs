// The client end of one WebSocket on bare bytes: whatever arrives is written down, frame by frame, until the connection ends.

import { randomBytes } from "node:crypto";
import { Inbox } from "../../conformance-js/src/inbox.mjs";
import { FrameReader } from "./frameReader.mjs";
import { Inflater } from "./inflater.mjs";
import { spelled } from "./spelling.mjs";

const opcodes = { 0: "continuation", 1: "text", 2: "binary", 8: "close", 9: "ping", 10: "pong" };

export class WebSocketRecording {
  #stream;
  #record;
  #reader = new FrameReader();
  #inflater;
  #messages = new Inbox();
  #pongs = new Inbox();
  #message = [];
  #sentClose = false;
  #isDropped = false;

  /** @param record called with every line that is to be compared */
  constructor({ stream, rest, headers }, record) {
    this.#stream = stream;
    this.#record = record;
    this.#inflater = Inflater.for(headers["sec-websocket-extensions"]);
    this.ended = new Promise((resolve) => stream.once("close", resolve));
    stream.on("data", (chunk) => this.#read(chunk));
    stream.on("error", () => {});
    stream.once("end", () => stream.end());
    stream.once("close", () => this.#finish());
    if (rest.length > 0) this.#read(rest);
    stream.resume();
  }

  get isOpen() {
    return !this.#stream.destroyed && this.#stream.writable;
  }

  send(data, { isFinal = true, isFirst = true, reserved = 0 } = {}) {
    const opcode = !isFirst ? 0 : typeof data === "string" ? 1 : 2;
    this.write(frame(opcode, Buffer.from(data), { isFinal, reserved }));
  }

  ping(text) {
    this.write(frame(9, Buffer.from(text)));
  }

  close(code) {
    this.#sentClose = true;
    const payload = Buffer.alloc(code === undefined ? 0 : 2);
    if (code !== undefined) payload.writeUInt16BE(code);
    this.write(frame(8, payload));
  }

  write(bytes) {
    if (this.isOpen) this.#stream.write(bytes);
  }

  drop() {
    this.#isDropped = true;
    this.#stream.destroy();
  }

  /** The next message, or undefined when there is none any more. */
  next() {
    return this.#messages.next().catch(() => undefined);
  }

  nextPong() {
    return this.#pongs.next().catch(() => undefined);
  }

  #read(chunk) {
    if (this.#isDropped) return;
    for (const received of this.#reader.push(chunk)) this.#accept(received);
  }

  #accept({ isFinal, reserved, opcode, isMasked, payload }) {
    const isCompressed = (reserved & 4) !== 0 || (opcode === 0 && this.#inflater?.isInside);
    const data = isCompressed && this.#inflater !== undefined ? this.#inflater.inflate(payload, isFinal) : payload;
    const flags = [isFinal ? "" : " more", reserved === 0 ? "" : ` rsv${reserved}`, isMasked ? " masked" : ""].join("");
    this.#record(`${opcodes[opcode] ?? `opcode ${opcode}`}${flags} ${spelled(data, opcode)}`.trimEnd());
    if (opcode <= 2) {
      this.#message.push(data);
      if (!isFinal) return;
      this.#messages.push(Buffer.concat(this.#message));
      this.#message = [];
    } else if (opcode === 8) {
      if (!this.#sentClose) this.write(frame(8, payload.subarray(0, 2)));
      this.#sentClose = true;
      this.#messages.finish(new Error("closed"));
    } else if (opcode === 9) {
      this.write(frame(10, payload));
    } else if (opcode === 10) {
      this.#pongs.push(payload.toString());
    }
  }

  #finish() {
    if (!this.#isDropped) {
      if (this.#reader.rest.length > 0) this.#record(`rest ${spelled(this.#reader.rest)}`);
      this.#record("the connection ends");
    }
    this.#messages.finish(new Error("ended"));
    this.#pongs.finish(new Error("ended"));
  }
}

/** A client's frame, masked. */
export function frame(opcode, payload, { isFinal = true, reserved = 0 } = {}) {
  const head = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65536 ? 4 : 10);
  head[0] = (isFinal ? 0x80 : 0) | (reserved << 4) | opcode;
  if (head.length === 2) head[1] = payload.length;
  else if (head.length === 4) head.writeUInt16BE(payload.length, 2);
  else head.writeBigUInt64BE(BigInt(payload.length), 2);
  head[1] = (head.length === 2 ? payload.length : head.length === 4 ? 126 : 127) | 0x80;
  const mask = randomBytes(4);
  const masked = Buffer.from(payload.map((byte, index) => byte ^ mask[index % 4]));
  return Buffer.concat([head, mask, masked]);
}
