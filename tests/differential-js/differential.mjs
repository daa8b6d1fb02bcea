// Compares the JavaScript server with ours: `node differential.mjs --help` lists the arguments.

import { parseArgs } from "node:util";
import { ListedDifferences } from "./src/listedDifferences.mjs";
import { Report } from "./src/report.mjs";
import { writeDocument } from "./src/document.mjs";

const usage = `node differential.mjs [--filter <text>] [--launch "<command>"] [--verbose] | --write-docs

  --launch "<command>" starts our server: it gets the options as JSON in SIO_OPTIONS and prints "listening <port>"
  --filter <text>      only the dialogues whose name contains <text>
  --verbose            shows the listed differences, and every dialogue's time, too
  --write-docs [file]  writes docs/wire-compatibility.md from differences.json, and plays nothing`;

const defaultLaunch =
  "dotnet ../../artifacts/bin/SocketIoSharp.ConformanceServer/debug/SocketIoSharp.ConformanceServer.dll";

const { values: args, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    filter: { type: "string", default: "" },
    launch: { type: "string", default: defaultLaunch },
    verbose: { type: "boolean", default: false },
    "write-docs": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (args.help) {
  console.log(usage);
} else if (args["write-docs"]) {
  writeDocument(positionals[0]);
} else {
  // not before now: the document can be written without the packages
  const { catalogue } = await import("./src/catalogue.mjs");
  const { playAll } = await import("./src/pairs.mjs");
  const listed = ListedDifferences.read();
  const report = new Report(listed, { isVerbose: args.verbose, isComplete: args.filter === "" });
  const dialogues = (await catalogue()).filter(({ label }) => label.includes(args.filter));
  await playAll(
    dialogues,
    args.launch,
    ({ label }, difference) => listed.find(label, difference) !== undefined,
    (dialogue, differences) => report.add(dialogue, differences),
    (options, error) => report.fail(options, error),
  );
  process.exitCode = report.print();
}
