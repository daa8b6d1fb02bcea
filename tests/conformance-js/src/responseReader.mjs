// Reads one HTTP/1.1 response from chunks. Header names are lower-cased, repeated headers joined with ", ".

const bodiless = new Set([101, 204, 304]);

export class ResponseReader {
  #method;
  #buffer = Buffer.alloc(0);
  #response;

  constructor(method) {
    this.#method = method;
  }

  push(chunk) {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    if (this.#response === undefined && !this.#readHead()) return undefined;
    return this.#readBody();
  }

  /** The connection ended: a body without a length is complete now. */
  end() {
    if (this.#response === undefined || this.#isFramed()) return undefined;
    return this.#complete(this.#buffer, Buffer.alloc(0));
  }

  #readHead() {
    const end = this.#buffer.indexOf("\r\n\r\n");
    if (end < 0) return false;
    const [statusLine, ...lines] = this.#buffer.toString("latin1", 0, end).split("\r\n");
    this.#buffer = this.#buffer.subarray(end + 4);
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]);
    if (Number.isNaN(status)) throw new Error(`not an HTTP response: ${statusLine}`);
    if (status === 100) return this.#readHead();
    this.#response = { status, statusLine, headerLines: lines, headers: readHeaders(lines) };
    return true;
  }

  #readBody() {
    const { status, headers } = this.#response;
    if (this.#method === "HEAD" || bodiless.has(status)) return this.#complete(Buffer.alloc(0), this.#buffer);
    if (headers["transfer-encoding"] === "chunked") return this.#readChunks();
    if (headers["content-length"] === undefined) return undefined;
    const length = Number(headers["content-length"]);
    if (this.#buffer.length < length) return undefined;
    return this.#complete(this.#buffer.subarray(0, length), this.#buffer.subarray(length));
  }

  #readChunks() {
    const parts = [];
    let at = 0;
    for (;;) {
      const lineEnd = this.#buffer.indexOf("\r\n", at);
      if (lineEnd < 0) return undefined;
      const size = parseInt(this.#buffer.toString("latin1", at, lineEnd), 16);
      const end = lineEnd + 2 + size;
      if (this.#buffer.length < end + 2) return undefined;
      if (size === 0) return this.#complete(Buffer.concat(parts), this.#buffer.subarray(end + 2));
      parts.push(this.#buffer.subarray(lineEnd + 2, end));
      at = end + 2;
    }
  }

  #isFramed() {
    const { headers } = this.#response;
    return headers["transfer-encoding"] === "chunked" || headers["content-length"] !== undefined;
  }

  #complete(body, rest) {
    return { ...this.#response, body: body.toString("utf8"), bytes: body, rest };
  }
}

function readHeaders(lines) {
  const headers = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}
