// The program that decodes with our parsers: inputs in, one line each out.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export class Target {
  #child;
  #lines;

  constructor(command) {
    this.#child = spawn(command, { shell: true, stdio: ["pipe", "pipe", "inherit"] });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** The answers to as many inputs. */
  async decode(framedInputs) {
    this.#child.stdin.write(Buffer.concat(framedInputs));
    const answers = [];
    while (answers.length < framedInputs.length) {
      const { value, done } = await this.#lines.next();
      if (done) throw new Error(`our program ended after ${answers.length} answers of a batch`);
      answers.push(value);
    }
    return answers;
  }

  async end() {
    this.#child.stdin.end();
    if (this.#child.exitCode === null) await once(this.#child, "exit");
  }
}
