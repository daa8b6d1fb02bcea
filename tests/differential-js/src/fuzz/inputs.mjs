// Makes up inputs: vectors of protocol-fixtures and packets of a small grammar, mutated.

import { readVectors } from "../../../conformance-js/src/fixtures.mjs";
import { toBytes } from "../../../conformance-js/src/binary.mjs";
import { Mutator } from "./mutations.mjs";

// spellings that JSON.stringify does not write
const odd = [
  '{"_placeholder":true,"num":0,"x":{"_placeholder":true,"num":9}}', '{"_placeholder":true,"num":9,"_placeholder":false}', '{"_placeholder":false,"_placeholder":true,"num":0}',
  '{"\\u005fplaceholder":true,"n\\u0075m":0}', '{"_placeholder":true,"num":9,"num":0}', '{"_placeholder":true,"num":0,"num":9}', '{"_placeholder":true,"num":0.0}',
  '{"_placeholder":true,"num":-0}', '{"_placeholder":true,"num":1e-400}', '{"_placeholder":true,"num":1e400}', '{"_placeholder":true,"num":[0]}', '{"_placeholder":true,"num":{"_placeholder":true,"num":0}}',
  '{"_placeholder":{"_placeholder":true,"num":0},"num":0}', '{"_placeholder":"true","num":9}', '[{"_placeholder":true}]', '"\\ud800"', '"\\ud83d\\ude00"', '"\\u0000"', '{"__proto__":{"_placeholder":true,"num":0}}',
  '{"a":1,"a":{"_placeholder":true,"num":9},"a":2}', "1E5", "-0.0", "123456789012345678901234567890", '{"\\ud800":1,"\\udc00":2}', '{"":{"":[]}}',
];

export class Inputs {
  #random;
  #payloads;
  #messages;
  #payloadMutator;
  #messageMutator;

  constructor(random) {
    this.#random = random;
    this.#payloads = ["engine.io/v4/packets.json", "engine.io/v4/payloads.json"].flatMap(readVectors).map(({ wire }) => wire)
      .filter((wire) => typeof wire === "string");
    this.#messages = ["packets", "binary", "errors"].flatMap((file) => readVectors(`socket.io/v5/${file}.json`))
      .map(({ wire }) => wire.map(toBytes));
    this.#payloadMutator = new Mutator(random, this.#payloads);
    this.#messageMutator = new Mutator(random, this.#messages.map(([text]) => text).filter((text) => typeof text === "string"));
  }

  next() {
    return this.#random.chance(0.25) ? this.#payload() : this.#connection();
  }

  /** {kind: "P", bytes}: the body of a POST, sometimes no valid UTF-8. */
  #payload() {
    const random = this.#random;
    const bytes = Buffer.from(this.#payloadMutator.mutate(random.pick(this.#payloads)));
    if (random.chance(0.1) && bytes.length > 0) bytes[random.below(bytes.length)] ^= 1 << random.below(8);
    return { kind: "P", bytes };
  }

  /** {kind: "S", messages}: what one connection sends, each a string or bytes. A string is valid Unicode, as transports see to. */
  #connection() {
    const random = this.#random;
    const messages = random.chance(0.6)
      ? random.pick(this.#messages).map((one) => (typeof one === "string" ? this.#messageMutator.mutate(one) : this.#mutatedBytes(one)))
      : this.#written();
    if (random.chance(0.1)) messages.splice(random.below(messages.length + 1), 1);
    if (random.chance(0.1)) messages.push(random.chance(0.5) ? Buffer.from([random.below(256)]) : '2["after"]');
    return { kind: "S", messages: messages.map((one) => (typeof one === "string" ? Buffer.from(one).toString() : one)) };
  }

  #mutatedBytes(bytes) {
    const copy = Buffer.from(bytes);
    if (copy.length > 0 && this.#random.chance(0.3)) copy[this.#random.below(copy.length)] ^= 0x55;
    return copy;
  }

  /** A packet that is mostly good, with as many attachments as it says, or nearly. */
  #written() {
    const random = this.#random;
    const type = random.below(7);
    const attachments = type >= 5 ? random.pick([1, 1, 1, 2, 2, 3, 10]) : 0;
    const head = `${type}${attachments > 0 ? `${attachments}-` : ""}${random.pick(["", "", "/a,", "/a", "/é?x=1,", "/,"])}${random.pick(["", "", "0", "7", "123", "007"])}`;
    const text = head + random.pick(["", this.#json(type, attachments)]);
    const count = Math.max(0, attachments + random.pick([0, 0, 0, 0, 0, 0, -1, 1]));
    const bytes = Array.from({ length: count }, (_, index) => Buffer.from([index, random.below(256)]));
    return [random.chance(0.5) ? text : this.#messageMutator.mutate(text), ...bytes];
  }

  #json(type, attachments) {
    return JSON.stringify(this.#data(type, attachments)).replace(/"@odd(\d+)"/g, (_, index) => odd[index]);
  }

  #data(type, attachments) {
    if (type === 0 || type === 4) return this.#random.pick([{}, { a: 1 }, "text", [], this.#value(2, 0)]);
    const items = Array.from({ length: this.#random.below(4) }, () => this.#value(3, attachments));
    return type === 2 || type === 5 ? [this.#random.pick(["x", "", 1, "connection", "disconnect", "😀"]), ...items] : items;
  }

  #value(depth, attachments) {
    const random = this.#random;
    if (attachments > 0 && random.chance(0.3)) return { _placeholder: true, num: random.chance(0.9) ? random.below(attachments) : random.pick([-1, 0.5, attachments, 1e9, "0"]) };
    if (random.chance(0.1)) return `@odd${random.below(odd.length)}`;
    if (depth === 0 || random.chance(0.5)) return random.pick([0, -1, 1.5, 1e21, true, null, "s", "\u2028", 'q"\\', "é"]);
    const items = Array.from({ length: random.below(3) }, () => this.#value(depth - 1, attachments));
    return random.chance(0.5) ? items : Object.fromEntries(items.map((item, index) => [random.pick(["a", "b", "num", "1", "__proto__"]) + (index || ""), item]));
  }
}

/** The input as the program on the other side reads it. */
export function framed({ kind, bytes, messages }) {
  const content = bytes ?? Buffer.concat(messages.flatMap((one) => {
    const data = Buffer.from(one);
    return [lengthOf(data, typeof one === "string" ? "t" : "b", true), data];
  }));
  return Buffer.concat([lengthOf(content, kind, false), content]);
}

function lengthOf(data, letter, isLetterFirst) {
  const head = Buffer.alloc(5);
  head.writeInt32LE(data.length, isLetterFirst ? 1 : 0);
  head.write(letter, isLetterFirst ? 0 : 4);
  return head;
}
