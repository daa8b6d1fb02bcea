// Expected text with masks: "*" is any id, {ack}, {offset}, {socket} and {pid} are what they are called, remembered for later lines.

import assert from "node:assert/strict";

const idMask = '"[A-Za-z0-9_-]{20}"';
// A name in an expected text is read anew each time; the ids of a socket must stay what they were.
const captures = {
  ack: "(\\d+)",
  offset: "([0-9A-Za-z_-]{7,8}(?:\\.[0-9A-Za-z_-]+)?)",
  socket: "([A-Za-z0-9_-]{20})",
  pid: "([A-Za-z0-9_-]{20})",
};
const lasting = new Set(["socket", "pid"]);

export class WireText {
  #seen = new Map();

  remember(name, value) {
    this.#seen.set(name, value);
  }

  /** Replaces {ack}, {offset}, {socket}, {pid}, {sid} and {name.sid} by what was seen before. */
  fill(text) {
    return text.replace(/\{(ack|offset|socket|pid|sid|[a-z]+\.sid)\}/g, (_, name) => {
      assert.ok(this.#seen.has(name), `nothing was seen yet for {${name}}`);
      return this.#seen.get(name);
    });
  }

  match(actual, expected) {
    const names = [];
    const parts = expected.split(/(\{(?:ack|offset|socket|pid)\})/).map((part, index) => {
      const name = part.slice(1, -1);
      if (index % 2 === 0 || (lasting.has(name) && this.#seen.has(name))) return escape(this.fill(part)).replaceAll('"\\*"', idMask);
      names.push(name);
      return captures[name];
    });
    const found = new RegExp(`^${parts.join("")}$`, "su").exec(actual);
    if (found === null) assert.equal(printable(actual), printable(expected));
    names.forEach((name, index) => this.remember(name, found[index + 1]));
  }
}

const escape = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

export const printable = (text) => text.replaceAll("\x1e", "\\x1e");
