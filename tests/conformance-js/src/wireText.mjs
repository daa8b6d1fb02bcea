// Expected text with masks: "*" is any id, {ack} is an ack id that is remembered for later lines.

import assert from "node:assert/strict";

const idMask = '"[A-Za-z0-9_-]{20}"';

export class WireText {
  #seen = new Map();

  remember(name, value) {
    this.#seen.set(name, value);
  }

  /** Replaces {ack}, {sid} and {name.sid} by what was seen before. */
  fill(text) {
    return text.replace(/\{(ack|sid|[a-z]+\.sid)\}/g, (_, name) => {
      assert.ok(this.#seen.has(name), `nothing was seen yet for {${name}}`);
      return this.#seen.get(name);
    });
  }

  match(actual, expected) {
    const parts = expected.split("{ack}").map((part) => escape(this.fill(part)).replaceAll('"\\*"', idMask));
    const found = new RegExp(`^${parts.join("(\\d+)")}$`, "su").exec(actual);
    if (found === null) assert.equal(printable(actual), printable(expected));
    if (found[1] !== undefined) this.remember("ack", found[1]);
  }
}

const escape = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

export const printable = (text) => text.replaceAll("\x1e", "\\x1e");
