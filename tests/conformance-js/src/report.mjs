// Counts what was checked and names what failed.

export class Report {
  #isVerbose;
  #checked = 0;
  #failed = 0;
  #skipped = 0;

  constructor(isVerbose) {
    this.#isVerbose = isVerbose;
  }

  async check(label, action) {
    const start = performance.now();
    this.#checked++;
    try {
      await action();
      if (this.#isVerbose) console.log(`ok   ${label} (${Math.round(performance.now() - start)} ms)`);
    } catch (error) {
      this.fail(label, error);
    }
  }

  fail(label, error) {
    this.#failed++;
    console.error(`FAIL ${label}\n     ${error.message.replaceAll("\n", "\n     ")}`);
  }

  skip(count) {
    this.#skipped += count;
  }

  /** Prints the totals and returns the exit code. */
  print() {
    if (this.#skipped > 0) console.log(`${this.#skipped} vectors skipped: the target runs with other options`);
    console.log(`${this.#checked} vectors checked, ${this.#failed} failed`);
    return this.#failed === 0 && this.#checked > 0 ? 0 : 1;
  }
}
