// The numbers of one stream as one client gets them, from the first one on: what is missing, what came twice, what came late.

export class Stream {
  #isBegun = false;
  #mustBegin;
  #first;
  #last;
  #missing = new Set();
  #lost = 0;
  #skipped = 0;
  #delivered = 0;
  #duplicated = 0;
  #late = 0;

  /** A session has begun that knows nothing of the one before: what lies between them was never promised. */
  begin() {
    this.#giveUp();
    this.#isBegun = false;
    this.#mustBegin = undefined;
  }

  /** The server says that every number behind this one was sent to this session; others of before may have been as well. */
  expectAfter(number) {
    this.#mustBegin = number + 1;
    if (this.#isBegun) this.#lost += Math.max(0, this.#first - this.#mustBegin);
  }

  add(number) {
    if (!this.#isBegun) this.#start(number);
    if (number > this.#last) {
      for (let i = this.#last + 1; i < number; i++) this.#missing.add(i);
      this.#last = number;
    } else if (this.#missing.delete(number)) {
      this.#late++;
    } else {
      this.#duplicated++;
      return;
    }
    this.#delivered++;
  }

  /** Whether nothing more can come when this was the last number sent. */
  isComplete(final) {
    return this.#last >= final && this.#missing.size === 0;
  }

  /** What is to be said at the end. */
  report(final) {
    if (!this.#isBegun && this.#mustBegin !== undefined) this.#start(final + 1);
    for (let i = this.#last + 1; i <= final; i++) this.#missing.add(i);
    this.#giveUp();
    return { delivered: this.#delivered, duplicated: this.#duplicated, late: this.#late, lost: this.#lost, skipped: this.#skipped };
  }

  #start(number) {
    this.#isBegun = true;
    this.#first = number;
    if (this.#mustBegin !== undefined) this.#lost += Math.max(0, number - this.#mustBegin);
    if (this.#last === undefined) this.#last = number - 1;
    else if (number > this.#last) {
      this.#skipped += Math.min(number, this.#mustBegin ?? number) - this.#last - 1;
      this.#last = number - 1;
    }
  }

  #giveUp() {
    this.#lost += this.#missing.size;
    this.#missing.clear();
  }
}
