// The conversation with the test, in JSON lines.

import { createInterface } from "node:readline";
import { pack, unpack } from "./values.mjs";

/** Does what the test says. `calls` are functions by their names; `end` is called when the test has no more to say. */
export function serve({ calls, end }) {
  const lines = createInterface({ input: process.stdin });
  lines.on("line", async (line) => {
    const { id, call, args } = JSON.parse(line);
    try {
      write({ id, result: pack((await calls[call](unpack(args ?? {}))) ?? null) });
    } catch (error) {
      write({ id, error: String(error?.message ?? error) });
    }
  });
  lines.on("close", async () => {
    await end();
    process.exit(0);
  });
  tell("ready", calls.describe?.() ?? null);
}

/** Tells the test what has happened by itself. */
export function tell(event, data) {
  write({ event, data: pack(data) });
}

function write(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
