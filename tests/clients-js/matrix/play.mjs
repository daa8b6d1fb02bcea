// Plays one row: node matrix/play.mjs <client> <polling|websocket|upgrade> <default|msgpack|none> <settings as JSON>
//
// Settings of socket.io-client: url, recoveryUrl; of engine.io-client: url; heartbeatUrl of a server with this pingInterval and pingTimeout.

import { aspects } from "./aspects/index.mjs";
import { aspects as engineAspects } from "./engine/aspects.mjs";
import { EngineStage } from "./engine/engine-stage.mjs";
import { loadClient, loadEngineClient } from "./clients.mjs";
import { playAspects } from "./play-aspects.mjs";
import { Stage } from "./stage.mjs";

const [name, transport, parser, json] = process.argv.slice(2);
const settings = { transport, ...JSON.parse(json) };
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

if (parser === "none") {
  const open = loadEngineClient(name);
  await playAspects(engineAspects, () => new EngineStage(open, settings), tell);
} else {
  const client = loadClient(name, parser);
  await playAspects(aspects, () => new Stage(client, settings), tell);
}

// Old clients keep timers that have nothing left to do.
process.exit(0);
