// A wire format of somebody's own: [type, namespace, id, data] as JSON, without binary. The server's side is ArrayParser.cs.

import { EventEmitter } from "node:events";

export const protocol = 5;

export class Encoder {
  encode({ type, nsp, id, data }) {
    return [JSON.stringify([type, nsp, id ?? null, data ?? null])];
  }
}

export class Decoder extends EventEmitter {
  add(text) {
    const [type, nsp, id, data] = JSON.parse(text);
    this.emit("decoded", { type, nsp, id: id ?? undefined, data: data ?? undefined });
  }

  // As component-emitter has it, which the client expects.
  off(event, listener) {
    return listener === undefined ? this.removeAllListeners(event) : super.off(event, listener);
  }

  destroy() {}
}
