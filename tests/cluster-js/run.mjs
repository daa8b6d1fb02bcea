// Plays one part in a cluster: node run.mjs <node|emitter|clients> [arguments as JSON]
//
// It is told what to do in JSON lines on standard input, {id, call, args}, and answers {id, result} or {id, error}; what happens by itself it
// tells as {event, data}. Bytes are {"$bytes": base64}. It ends with its input.

import { serve } from "./src/conversation.mjs";

const [part, json = "{}"] = process.argv.slice(2);
const { start } = await import(`./src/${part}.mjs`);
serve(await start(JSON.parse(json)));
