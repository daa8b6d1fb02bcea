// The client end of one WebSocket: frames out, frames in, and how it closed.

import assert from "node:assert/strict";
import { WebSocket } from "ws";
import { Inbox } from "./inbox.mjs";

export class WebSocketChannel {
  #socket;
  #frames = new Inbox();
  #pongs = new Inbox();
  #closed;

  static async open(url, headers) {
    const channel = new WebSocketChannel();
    channel.#attach(new WebSocket(url, { headers, perMessageDeflate: false }));
    await channel.#opened();
    return channel;
  }

  #attach(socket) {
    this.#socket = socket;
    socket.on("message", (data, isBinary) => this.#frames.push(isBinary ? data : data.toString()));
    socket.on("pong", (data) => this.#pongs.push(data.toString()));
    this.#closed = new Promise((resolve) => {
      socket.once("close", (code) => {
        this.#frames.finish(new Error(`the websocket closed with code ${code}`));
        this.#pongs.finish(new Error(`the websocket closed with code ${code}`));
        resolve(code);
      });
    });
  }

  #opened() {
    return new Promise((resolve, reject) => {
      this.#socket.once("open", resolve);
      // later errors show as the close code
      this.#socket.on("error", reject);
    });
  }

  send(data, options) {
    this.#socket.send(data, options);
  }

  ping(data) {
    this.#socket.ping(data);
  }

  /** Writes bytes below the WebSocket framing. */
  writeRaw(bytes) {
    this.#socket._socket.write(bytes);
  }

  async nextText() {
    const frame = await this.#frames.next();
    assert.equal(typeof frame, "string", "a text frame was expected, a binary one came");
    return frame;
  }

  async nextBinary() {
    const frame = await this.#frames.next();
    assert.ok(Buffer.isBuffer(frame), `a binary frame was expected, the text ${frame} came`);
    return frame;
  }

  nextPong() {
    return this.#pongs.next();
  }

  close(code) {
    this.#socket.close(code);
  }

  terminate() {
    this.#socket.terminate();
  }

  async closed() {
    const code = await this.#closed;
    this.assertRead();
    return code;
  }

  assertRead() {
    assert.equal(this.#frames.size, 0, `frames that the dialogue does not expect: ${this.#frames.unread}`);
  }
}
