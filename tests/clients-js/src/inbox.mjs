// Named things in the order of their arrival, to be taken one after the other.

import { within } from "./within.mjs";

export class Inbox {
  #sender;
  #items = [];
  #wake = () => {};

  constructor(sender) {
    this.#sender = sender;
  }

  get size() {
    return this.#items.length;
  }

  add(name, data) {
    this.#items.push({ name, data });
    this.#wake();
  }

  /** Takes the next one, which must have this name. */
  async take(name) {
    if (this.#items.length === 0) {
      await within(`"${name}" from ${this.#sender}`, (resolve) => (this.#wake = resolve));
    }
    const item = this.#items.shift();
    if (item.name !== name) throw new Error(`expected "${name}" from ${this.#sender}, but "${item.name}" came`);
    return item.data;
  }
}
