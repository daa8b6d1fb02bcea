// Plays one scenario: node run.mjs <scenario> <polling|websocket|upgrade> <url> [arguments as JSON]
//
// A scenario checks the client's side itself and talks with the test that started it in JSON lines: what it tells goes out, what it
// hears comes in. It ends with code 0, or with an error on standard error.

import { Stage } from "./src/stage.mjs";

const [name, transport, url, json = "{}"] = process.argv.slice(2);
const { default: play } = await import(`./scenarios/${name}.mjs`);
const stage = new Stage(url, transport, JSON.parse(json));

try {
  await play(stage);
  stage.leave();
} catch (error) {
  console.error(error.stack ?? error);
  process.exit(1);
}
