// Frames in the order of their arrival, awaited one by one.

export class Inbox {
  #items = [];
  #waiting = [];
  #end;

  get size() {
    return this.#items.length;
  }

  push(item) {
    const waiter = this.#waiting.shift();
    if (waiter === undefined) this.#items.push(item);
    else waiter.resolve(item);
  }

  /** Nothing will arrive any more; what has arrived can still be read. */
  finish(error) {
    this.#end ??= error;
    for (const waiter of this.#waiting.splice(0)) waiter.reject(error);
  }

  next() {
    if (this.#items.length > 0) return Promise.resolve(this.#items.shift());
    if (this.#end !== undefined) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  get unread() {
    return this.#items.map(String).join(" | ");
  }
}
