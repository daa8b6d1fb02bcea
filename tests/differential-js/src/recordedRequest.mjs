// One HTTP/1.1 request over its own connection, with everything that is answered to it.

import { connect } from "node:net";
import { ResponseReader } from "../../conformance-js/src/responseReader.mjs";
import { decompressed } from "./contentEncoding.mjs";
import { serialize } from "../../conformance-js/src/rawRequest.mjs";

const announcedEndTimeout = 3_000;

export class RecordedRequest {
  #socket;
  #reader;
  #isAnswered = false;

  /** @param request {{method, path, headers?, body?, declaredLength?} | {method, raw: Buffer}} */
  constructor(target, request, timeout) {
    this.#reader = new ResponseReader(request.method);
    this.#socket = connect({ host: target.host, port: target.port, allowHalfOpen: true }).setNoDelay(true);
    this.written = new Promise((resolve) => {
      this.#socket.once("connect", () => this.#socket.write(request.raw ?? serialize(target, request), resolve));
      this.#socket.once("close", resolve);
    });
    /** Settles always: {status, …}, or {lost: why}. */
    this.response = new Promise((resolve) => this.#receive(resolve, timeout));
  }

  write(text) {
    return new Promise((resolve) => this.#socket.write(text, resolve));
  }

  abort() {
    this.#socket.destroy();
  }

  #receive(resolve, timeout) {
    const timer = setTimeout(() => settle({ lost: "no answer in time" }), timeout);
    const settle = (answer) => {
      if (this.#isAnswered) return;
      this.#isAnswered = true;
      clearTimeout(timer);
      if (answer.stream === undefined) this.#socket.destroy();
      resolve(answer);
    };
    const end = () => {
      const response = this.#isAnswered ? undefined : this.#reader.end();
      settle(response === undefined ? { lost: "the connection ended without an answer" } : decompressed(response));
    };
    this.#socket.on("data", (chunk) => {
      if (this.#isAnswered) return;
      try {
        const response = this.#reader.push(chunk);
        if (response !== undefined) this.#complete(decompressed(response), settle);
      } catch (error) {
        settle({ lost: `unreadable: ${error.message}` });
      }
    });
    this.#socket.on("error", end).on("end", end).on("close", end);
  }

  /** An announced end of the connection is waited for; a WebSocket keeps its connection. */
  #complete(response, settle) {
    if (response.status === 101) {
      this.#socket.pause().removeAllListeners("data").removeAllListeners("end");
      settle({ ...response, stream: this.#socket });
      return;
    }
    if (!/\bclose\b/i.test(response.headers.connection ?? "")) {
      settle(response);
      return;
    }
    const timer = setTimeout(() => settle({ ...response, end: "stays open" }), announcedEndTimeout);
    this.#socket.removeAllListeners("data").removeAllListeners("end");
    const ended = () => {
      clearTimeout(timer);
      settle({ ...response, end: "ended" });
    };
    this.#socket.on("end", ended).on("close", ended).on("data", () => {});
  }
}
