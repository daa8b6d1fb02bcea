// Feeds one stream of broken packets to the JavaScript decoders and to ours: `node fuzz.mjs --help` lists the arguments.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { differencesFile } from "./src/listedDifferences.mjs";
import { framed, Inputs } from "./src/fuzz/inputs.mjs";
import { Random } from "./src/fuzz/random.mjs";
import { referenceOf } from "./src/fuzz/reference.mjs";
import { StricterRules } from "./src/fuzz/stricterRules.mjs";
import { Target } from "./src/fuzz/target.mjs";

const usage = `node fuzz.mjs [--count <n>] [--seed <n>] [--launch "<command>"] [--show <n>]

  --count, --seed      how many inputs, and which: the same seed makes the same ones
  --launch "<command>" starts the program that decodes with our parsers
  --show <n>           how many differences are printed (20)`;

const batchSize = 2_000;

const { values: args } = parseArgs({
  options: {
    count: { type: "string", default: "200000" },
    seed: { type: "string", default: "1" },
    show: { type: "string", default: "20" },
    launch: { type: "string", default: "dotnet ../../artifacts/bin/SocketIoSharp.FuzzTarget/debug/SocketIoSharp.FuzzTarget.dll" },
    help: { type: "boolean", default: false },
  },
});

if (args.help) console.log(usage);
else process.exitCode = await fuzz(Number(args.count), Number(args.seed), Number(args.show));

async function fuzz(count, seed, shown) {
  const inputs = new Inputs(new Random(seed));
  const rules = new StricterRules(JSON.parse(readFileSync(differencesFile, "utf8")).parsers);
  const target = new Target(args.launch);
  let [accepted, listed, unlisted] = [0, 0, 0];
  for (let done = 0; done < count; done += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, count - done) }, () => inputs.next());
    const answers = await target.decode(batch.map(framed));
    batch.forEach((input, index) => {
      const [reference, ours] = [referenceOf(input), answers[index]];
      if (!reference.includes("refused")) accepted++;
      if (reference === ours) return;
      if (rules.cover(input, reference, ours)) {
        listed++;
        return;
      }
      if (unlisted++ < shown) show(input, reference, ours);
    });
  }
  await target.end();
  const stale = count >= 200_000 ? rules.stale : [];
  for (const id of stale) console.log(`STALE differences.json: nothing was refused by ${id}`);
  console.log(`${count} inputs compared (seed ${seed}), ${accepted} good ones among them, ${listed} listed differences, ${unlisted} unlisted`);
  return unlisted === 0 && stale.length === 0 ? 0 : 1;
}

function show({ kind, bytes, messages }, reference, ours) {
  const input = messages?.map((one) => (typeof one === "string" ? JSON.stringify(one) : `<${one.toString("hex")}>`)).join(" ") ?? JSON.stringify(bytes.toString());
  console.log(`DIFFERENT ${kind} ${input}\n    reference: ${reference}\n    ours:      ${ours}`);
}
