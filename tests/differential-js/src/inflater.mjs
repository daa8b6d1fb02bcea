// Inflates the messages of a connection that has agreed on permessage-deflate.

import { constants, inflateRawSync } from "node:zlib";

const messageEnd = Buffer.from([0x00, 0x00, 0xff, 0xff]);

export class Inflater {
  #keepsContext;
  #earlier = Buffer.alloc(0);
  #earlierLength = 0;
  #parts = [];

  static for(extensions) {
    return /permessage-deflate/.test(extensions ?? "") ? new Inflater(!/server_no_context_takeover/.test(extensions)) : undefined;
  }

  constructor(keepsContext) {
    this.#keepsContext = keepsContext;
  }

  /** A message that was begun compressed goes on so. */
  get isInside() {
    return this.#parts.length > 0;
  }

  inflate(payload, isFinal) {
    this.#parts.push(payload);
    if (!isFinal) return payload;
    const compressed = Buffer.concat([this.#earlier, ...this.#parts, messageEnd]);
    this.#parts = [];
    const all = inflateRawSync(compressed, { finishFlush: constants.Z_SYNC_FLUSH });
    const message = all.subarray(this.#earlierLength);
    if (this.#keepsContext) {
      this.#earlier = compressed;
      this.#earlierLength = all.length;
    }
    return message;
  }
}
