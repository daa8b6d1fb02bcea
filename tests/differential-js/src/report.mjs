// Says what differs, and sums up.

export class Report {
  #listed;
  #isVerbose;
  #isComplete;
  #compared = 0;
  #listedCount = 0;
  #unlistedCount = 0;

  /** @param isComplete everything is played, so an entry that matches nothing is out of date */
  constructor(listed, { isVerbose, isComplete }) {
    this.#listed = listed;
    this.#isVerbose = isVerbose;
    this.#isComplete = isComplete;
  }

  add({ label, options }, differences) {
    this.#compared++;
    if (this.#isVerbose) console.log(`played ${label}`);
    for (const difference of differences) {
      const entry = this.#listed.find(label, difference);
      if (entry === undefined) this.#unlistedCount++;
      else this.#listedCount++;
      if (entry === undefined || this.#isVerbose) this.#show(label, options, difference, entry);
    }
  }

  fail(options, error) {
    this.#unlistedCount++;
    console.log(`FAILED the servers with ${JSON.stringify(options)}: ${error.message}`);
  }

  #show(label, options, { section, kind, name, reference, ours }, entry) {
    console.log(
      [
        `${entry === undefined ? "DIFFERENT" : `listed as ${entry.id}:`} ${label}  ${JSON.stringify(options)}`,
        `  ${section}`,
        `  ${kind}${name === undefined ? "" : ` ${name}`}`,
        `    reference: ${reference ?? "(nothing)"}`,
        `    ours:      ${ours ?? "(nothing)"}`,
      ].join("\n"),
    );
  }

  /** Prints the totals and returns the exit code. */
  print() {
    const stale = this.#isComplete ? this.#listed.stale : [];
    for (const text of stale) console.log(`STALE differences.json: ${text} matches nothing any more`);
    console.log(`${this.#compared} dialogues compared, ${this.#listedCount} listed differences, ${this.#unlistedCount} unlisted`);
    return this.#unlistedCount === 0 && stale.length === 0 && this.#compared > 0 ? 0 : 1;
  }
}
