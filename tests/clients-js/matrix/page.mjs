// Plays one row in a browser: page.html?bundle=<address of the script>&generation=<second|third>&transport=<...>[&recoveryUrl=<...>]
// What play.mjs prints is gathered in `outcomes` here; `done` says that there is nothing more to come.

import { aspects } from "./aspects/index.mjs";
import * as generations from "./generations.mjs";
import { playAspects } from "./play-aspects.mjs";
import { Stage } from "./stage.mjs";

const { bundle, generation, ...settings } = Object.fromEntries(new URLSearchParams(location.search));
window.outcomes = [];
await new Promise((resolve, reject) => {
  const script = document.createElement("script");
  Object.assign(script, { src: bundle, onload: resolve, onerror: () => reject(new Error(`no script at ${bundle}`)) });
  document.head.append(script);
});

const client = { library: window.io, generation: generations[generation], timeout: generation === "third", recovery: settings.recoveryUrl !== undefined };
await playAspects(aspects, () => new Stage(client, { url: location.origin, ...settings }), (outcome) => window.outcomes.push(outcome));
window.done = true;
