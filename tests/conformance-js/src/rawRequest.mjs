// One HTTP/1.1 request over its own TCP connection. Nothing is added but Host and Content-Length,
// so that odd methods, headers and half-sent bodies can be written as a vector asks for them.

import { connect } from "node:net";
import { ResponseReader } from "./responseReader.mjs";

export class RawRequest {
  #socket;
  #reader;

  /** @param target {{host: string, port: number}}  @param request {{method, path, headers?, body?, declaredLength?}} */
  constructor(target, request) {
    this.#reader = new ResponseReader(request.method);
    this.#socket = connect(target.port, target.host);
    this.#socket.setNoDelay(true);
    this.written = new Promise((resolve) => {
      this.#socket.once("connect", () => this.#socket.write(serialize(target, request), resolve));
      this.#socket.once("close", resolve);
    });
    this.response = new Promise((resolve, reject) => this.#receive(resolve, reject));
    this.response.catch(() => {});
  }

  write(text) {
    return new Promise((resolve) => this.#socket.write(text, resolve));
  }

  abort() {
    this.#socket.destroy();
  }

  #receive(resolve, reject) {
    this.#socket.on("data", (chunk) => {
      try {
        this.#finish(this.#reader.push(chunk), resolve);
      } catch (error) {
        reject(error);
        this.#socket.destroy();
      }
    });
    this.#socket.on("error", (error) => reject(new Error(`no response: ${error.message}`)));
    this.#socket.on("close", () => {
      this.#finish(this.#reader.end(), resolve);
      reject(new Error("the connection ended without a response"));
    });
  }

  #finish(response, resolve) {
    if (response === undefined) return;
    if (response.status === 101) {
      response.stream = this.#socket;
      this.#socket.pause();
      this.#socket.removeAllListeners("data");
      this.#socket.removeAllListeners("error");
      this.#socket.on("error", () => {});
    } else {
      this.#socket.destroy();
    }
    resolve(response);
  }
}

export async function exchange(target, request, timeout = 5000) {
  const raw = new RawRequest(target, request);
  const timer = setTimeout(() => raw.abort(), timeout);
  try {
    return await raw.response;
  } finally {
    clearTimeout(timer);
  }
}

export function serialize(target, { method, path, headers = {}, body, declaredLength }) {
  const all = { Host: `${target.host}:${target.port}`, ...headers };
  if (body !== undefined) all["Content-Length"] ??= declaredLength ?? Buffer.byteLength(body);
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((one) => `${name}: ${one}\r\n`),
  );
  // latin1 so that a header may carry any octet; the body is UTF-8
  const head = Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n`, "latin1");
  return Buffer.concat([head, Buffer.from(body ?? "")]);
}
