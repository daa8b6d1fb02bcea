// Stock clients for the jitter run, many in one process. JSON lines: what to do comes in, what has come of it goes out.
//
// in:  {"clients":[{"number":0,"transport":"websocket","port":40000},…]}
// out: {"connected":125}
// in:  {"finals":[600,300,…],"patience":30000}    the last number of each stream
// out: [{"number":0,"isComplete":true,…},…]

import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { JitteredClient } from "./jittered-client.mjs";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const hear = async () => JSON.parse((await lines.next()).value);
const tell = (data) => new Promise((resolve) => process.stdout.write(`${JSON.stringify(data)}\n`, resolve));

const clients = [];
for (const description of (await hear()).clients) {
  clients.push(new JitteredClient(description));
  await delay(5);
}
await Promise.all(clients.map((client) => client.welcomed));
await tell({ connected: clients.length });

const { finals, patience } = await hear();
const deadline = Date.now() + patience;
while (Date.now() < deadline && !clients.every((client) => client.isComplete(finals))) await delay(20);
await tell(clients.map((client) => client.report(finals)));
process.exit(0);
