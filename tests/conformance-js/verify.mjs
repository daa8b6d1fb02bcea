// Checks every vector of protocol-fixtures: `npm run verify -- --help` lists the arguments.

import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { LaunchedServers, RunningServer } from "./src/servers.mjs";
import { playedVectors, checkedVectors } from "./src/suites.mjs";
import { Report } from "./src/report.mjs";
import { playAll } from "./src/runner.mjs";

const usage = `npm run verify -- [--launch "<command>" | --target <url>] [--reference] [--filter <text>] [--verbose]

  (no server)          launches the reference server once per option set
  --launch "<command>" launches <command> once per option set instead: it gets the options as JSON in SIO_OPTIONS
                       and prints "listening <port>"
  --target <url>       plays only the vectors whose option set is the one of the server that runs there
                       (GET <url>/conformance/options; a 404 means the default options)
  --reference          the server of --launch or --target is the reference itself
  --filter <text>      only the vectors whose file and name contain <text>
  --verbose            names every vector`;

const { values: args } = parseArgs({
  options: {
    launch: { type: "string" },
    target: { type: "string" },
    reference: { type: "boolean", default: false },
    filter: { type: "string", default: "" },
    verbose: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (args.help) {
  console.log(usage);
} else {
  const report = new Report(args.verbose);
  const isWanted = ({ label }) => label.includes(args.filter);
  const isReference = args.reference || (args.launch === undefined && args.target === undefined);
  for (const vector of checkedVectors().filter(isWanted)) await report.check(vector.label, vector.check);
  await playAll(playedVectors(isReference).filter(isWanted), await servers(), report);
  process.exitCode = report.print();
}

function servers() {
  if (args.target !== undefined) return RunningServer.at(args.target);
  const here = fileURLToPath(new URL(".", import.meta.url));
  return args.launch === undefined
    ? new LaunchedServers(`"${process.execPath}" reference-server.mjs`, here)
    : new LaunchedServers(args.launch, process.cwd());
}
