// Cuts a server's bytes into WebSocket frames, whatever they contain.

export class FrameReader {
  #buffer = Buffer.alloc(0);

  /** The frames that are complete now. Bytes that cannot be frames of a server come out as one item `{garbage}`. */
  *push(chunk) {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      if (this.#buffer.length < 2) return;
      const isMasked = (this.#buffer[1] & 0x80) !== 0;
      let length = this.#buffer[1] & 0x7f;
      let start = 2;
      if (length === 126) {
        if (this.#buffer.length < 4) return;
        length = this.#buffer.readUInt16BE(2);
        start = 4;
      } else if (length === 127) {
        if (this.#buffer.length < 10) return;
        length = Number(this.#buffer.readBigUInt64BE(2));
        start = 10;
      }
      if (isMasked) start += 4;
      if (this.#buffer.length < start + length) return;
      const first = this.#buffer[0];
      const payload = this.#buffer.subarray(start, start + length);
      this.#buffer = this.#buffer.subarray(start + length);
      yield { isFinal: (first & 0x80) !== 0, reserved: (first >> 4) & 7, opcode: first & 15, isMasked, payload };
    }
  }

  /** What is left when the connection has ended. */
  get rest() {
    return this.#buffer;
  }
}
