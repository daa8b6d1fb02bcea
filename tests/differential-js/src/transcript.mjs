// What came back during one dialogue: sections (a step, or the stream of one connection), each a list of observations.

import { spelled } from "./spelling.mjs";

export class Transcript {
  #sections = new Map();
  #isClosed = false;

  get sections() {
    return this.#sections;
  }

  /** Nothing that arrives later counts. */
  close() {
    this.#isClosed = true;
  }

  /** @param kind what sort of observation: status, header, body, frame, end, packet, event */
  add(section, kind, value, name) {
    if (this.#isClosed) return;
    if (!this.#sections.has(section)) this.#sections.set(section, []);
    this.#sections.get(section).push({ kind, value, name });
  }

  /** The same observation counts once. */
  addOnce(section, kind, value, name) {
    const isKnown = this.#sections.get(section)?.some((one) => one.kind === kind && one.value === value && one.name === name);
    if (!isKnown) this.add(section, kind, value, name);
  }

  /** The parts of one answer to a request. */
  addResponse(section, response, { withBody = true } = {}) {
    if (response.lost !== undefined) {
      this.add(section, "status", response.lost);
      return;
    }
    this.add(section, "status", response.statusLine);
    for (const line of response.headerLines) {
      const colon = line.indexOf(":");
      const name = line.slice(0, colon);
      this.add(section, "header", headerValue(name.toLowerCase(), line.slice(colon + 1).trim(), response), name);
    }
    if (withBody) this.add(section, "body", spelled(response.content));
    if (response.end !== undefined) this.add(section, "end", response.end);
  }
}

/** Two compressors make different bytes of one text: the text is compared, and that the length is right. */
function headerValue(name, value, { headers, bytes }) {
  const isCompressed = headers["content-encoding"] !== undefined;
  if (name === "content-length" && isCompressed && bytes.length === Number(value)) return "(the compressed length)";
  return value;
}
