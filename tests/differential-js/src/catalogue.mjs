// Everything that is played: `{label, options, isAlone, play(target)}` each, where `play` gives a transcript.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { pathOf } from "../../conformance-js/src/requests.mjs";
import { readDialogues, readVectors } from "../../conformance-js/src/fixtures.mjs";
import { record } from "./player.mjs";
import { recordScenario } from "./scenarios.mjs";
import { parseScript } from "./script.mjs";
import { stateMatrix } from "./stateMatrix.mjs";

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export async function catalogue() {
  return [...vectorRequests(), ...sharedDialogues(), ...ownDialogues(), ...packetRows(), ...states(), ...(await clientScenarios())];
}

/** The single requests of protocol-fixtures, as dialogues of one or two steps. */
function vectorRequests() {
  return ["handshakes", "errors"].flatMap((file) =>
    readVectors(`engine.io/v4/${file}.json`).map((vector) => scripted(`${file}/${vector.name}`, requestScript(vector))),
  );
}

function requestScript({ method, query, headers, body, upgrade, session = "none", status, options = {} }) {
  const isUpgrade = upgrade ?? status === 101;
  const steps = session === "none" ? [] : [{ line: 1, verb: "open", rest: session }];
  if (session === "websocket") steps.push({ line: 2, verb: "<", rest: "" });
  steps.push({ line: 3, verb: isUpgrade ? "websocket" : "request", rest: `${method} ${pathOf(options, query)}`, headers, content: body });
  if (status === 101) steps.push({ line: 4, verb: "<", rest: "" });
  return { options, steps };
}

// Whether the reference sends the two parts of its binary answer with one poll or with two depends on the moment; conformance-js plays it.
const unsteady = new Set(["v3-polling-octets"]);

function sharedDialogues() {
  return readDialogues().filter(({ name }) => !unsteady.has(name)).map(({ name, text }) => scripted(`shared/${name}`, parseScript(text)));
}

/** A file holds several dialogues, each after a line `== name`. */
function ownDialogues() {
  return readdirSync(here("dialogues")).filter((file) => file.endsWith(".txt")).sort().flatMap((file) => {
    const [common, ...parts] = readFileSync(here(`dialogues/${file}`), "utf8").split(/^== /m);
    return parts.map((part) => {
      const [name, ...lines] = part.split("\n");
      return scripted(`${file.replace(".txt", "")}/${name}`, parseScript([...common.split("\n"), ...lines].join("\n")));
    });
  });
}

/** Every text of dialogues/rows.json as a packet of a connection, over both transports; what comes after it shows whether it was taken. */
function packetRows() {
  const rows = JSON.parse(readFileSync(here("dialogues/rows.json"), "utf8"));
  return rows.flatMap((row) => [
    scripted(`packets/websocket ${row}`, parseScript(["open websocket", "<", "> 40", "<", `> 4${row}`, "wait 50", '> 42["echo","after"]', "<"].join("\n"))),
    scripted(`packets/polling ${row}`, parseScript(["open polling", "<", "post 40", "poll", `post 4${row}`, "wait 50", 'post 42["echo","after"]', "poll"].join("\n"))),
  ]);
}

function states() {
  return stateMatrix().map(({ label, text }) => scripted(label, parseScript(text)));
}

function scripted(label, script) {
  // Some of the volatile events go to everybody.
  const isAlone = script.options.alone === true || script.options.app === "volatile";
  delete script.options.alone;
  return { label, options: script.options, isAlone, play: (target) => record(script, target) };
}

async function clientScenarios() {
  const files = readdirSync(here("clients")).filter((file) => file.endsWith(".mjs")).sort();
  const modules = await Promise.all(files.map(async (file) => [file.replace(".mjs", ""), await import(`../clients/${file}`)]));
  return modules.flatMap(([file, { scenarios }]) =>
    scenarios.map(({ name, options = {}, isAlone = false, play }) => ({
      label: `${file}/${name}`,
      options,
      isAlone,
      play: (target) => recordScenario(play, target),
    })),
  );
}
