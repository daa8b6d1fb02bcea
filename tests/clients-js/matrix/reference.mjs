// Plays the rows of the matrix against the Node.js server: node matrix/reference.mjs [part of a row's name]

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { rows } from "./clients.mjs";
import { startServers } from "./reference/servers.mjs";

const [part = ""] = process.argv.slice(2);
const play = fileURLToPath(new URL("play.mjs", import.meta.url));
const servers = await startServers();
let failures = 0;

for (const row of rows().filter((row) => row.join(" ").includes(part))) {
  const settings = servers[row[2] === "none" ? "engine" : row[2]];
  const lines = await run([...row, JSON.stringify(settings)]);
  for (const { aspect, error } of lines) {
    if (error === undefined) continue;
    failures++;
    console.log(`FAIL ${row.join(" ")} ${aspect}: ${error}`);
  }
  console.log(`${row.join(" ")}: ${lines.map(({ aspect, error, skipped }) => aspect + (skipped ? " –" : error ? " ✗" : " ✓")).join(", ")}`);
}
process.exit(failures > 0 ? 1 : 0);

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [play, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.on("close", () => resolve(output.split("\n").filter(Boolean).map((line) => JSON.parse(line))));
  });
}
