// Reads the vectors of protocol-fixtures.

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../protocol-fixtures/", import.meta.url));

/** The entries of one JSON file, each with a `label` that names the file as well. */
export function readVectors(file) {
  const vectors = JSON.parse(readFileSync(join(root, file), "utf8"));
  rejectRepeats(file, vectors);
  return vectors.map((vector) => ({ ...vector, label: `${file} › ${vector.name}` }));
}

/** The dialogues as `{label, text}`. */
export function readDialogues() {
  return readdirSync(join(root, "dialogues"))
    .filter((file) => file.endsWith(".txt"))
    .sort()
    .map((file) => ({
      name: basename(file, ".txt"),
      label: `dialogues/${file}`,
      text: readFileSync(join(root, "dialogues", file), "utf8"),
    }));
}

function rejectRepeats(file, vectors) {
  const seen = new Set();
  for (const { name } of vectors) {
    if (typeof name !== "string" || seen.has(name)) throw new Error(`${file}: the name "${name}" is missing or repeated`);
    seen.add(name);
  }
}
