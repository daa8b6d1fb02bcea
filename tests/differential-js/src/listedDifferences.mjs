// differences.json: what we chose to do differently, each entry with what it matches and why.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const differencesFile = fileURLToPath(new URL("../differences.json", import.meta.url));

const texts = ["dialogue", "section", "name", "reference", "ours"];

export class ListedDifferences {
  #entries;

  static read(file = differencesFile) {
    return new ListedDifferences(JSON.parse(readFileSync(file, "utf8")).wire);
  }

  constructor(entries) {
    const ids = new Set();
    for (const { id, title, reference, ours, reason, match } of entries) {
      if (ids.has(id)) throw new Error(`differences.json: ${id} is there twice`);
      if (![id, title, reference, ours, reason].every(Boolean) || match.length === 0) throw new Error(`differences.json: ${id} is incomplete`);
      ids.add(id);
    }
    this.#entries = entries.map((entry) => ({ ...entry, patterns: entry.match.map((match) => ({ match, hits: 0 })) }));
  }

  /** The entry that covers the difference, if there is one. */
  find(dialogue, difference) {
    for (const entry of this.#entries) {
      const pattern = entry.patterns.find(({ match }) => covers(match, { ...difference, dialogue }));
      if (pattern === undefined) continue;
      pattern.hits++;
      return entry;
    }
    return undefined;
  }

  /** Patterns that no difference has matched. */
  get stale() {
    return this.#entries.flatMap(({ id, patterns }) =>
      patterns.filter(({ hits }) => hits === 0).map(({ match }) => `${id} ${JSON.stringify(match)}`),
    );
  }
}

/** A pattern's texts are regular expressions for the whole text; null means that the side has nothing there. */
function covers(match, difference) {
  if (match.kind !== undefined && ![match.kind].flat().includes(difference.kind)) return false;
  return texts.every((key) => {
    if (!(key in match)) return true;
    if (match[key] === null) return difference[key] === undefined;
    return difference[key] !== undefined && new RegExp(`^(?:${match[key]})$`, "su").test(difference[key]);
  });
}
