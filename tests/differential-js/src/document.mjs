// docs/wire-compatibility.md, made from differences.json.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { differencesFile } from "./listedDifferences.mjs";

const documentFile = fileURLToPath(new URL("../../../docs/wire-compatibility.md", import.meta.url));

const introduction = `# Wire compatibility

<!-- Written by \`node differential.mjs --write-docs\` in tests/differential-js from differences.json. A test compares the two. -->

The Node.js server (socket.io 4.8.4) decides what goes over the wire. \`tests/differential-js\` starts it and SocketIoSharp with the same application and the
same options, plays the same dialogues against both and compares all that comes back: status lines, every header, bodies, every WebSocket frame with
its flags, close codes, the ends of connections, and what stock clients report to their applications. Only ids, times, dates and ports are masked.

\`\`\`sh
cd tests/differential-js && npm ci && (cd ../conformance-js && npm ci)
node differential.mjs                      # every dialogue; ends with "N dialogues compared, D listed differences, 0 unlisted"
node differential.mjs --filter cors --verbose
node fuzz.mjs --count 200000 --seed 1      # the parsers of both, on one stream of broken packets
\`\`\`

What follows is everything that differs, and why. A difference that is not here fails the tests, and so does an entry that nothing shows any more.
`;

export function writeDocument(file = documentFile) {
  const { wire, parsers } = JSON.parse(readFileSync(differencesFile, "utf8"));
  const parts = [introduction, "## On the wire\n", table(wire)];
  if (parsers.length > 0) parts.push("## Parsers\n", "`fuzz.mjs` feeds broken packets to the parsers of both and compares what they make of them. No client sends anything of the following.\n", table(parsers));
  writeFileSync(file, parts.join("\n"));
}

function table(entries) {
  const rows = entries.map(({ title, reference, ours, reason }) => `| ${[title, reference, ours, reason].map(cell).join(" | ")} |`);
  return ["| What | Reference | SocketIoSharp | Why |", "|---|---|---|---|", ...rows, ""].join("\n");
}

const cell = (text) => text.replaceAll("|", "\\|");
