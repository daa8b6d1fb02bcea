// The language of protocol-fixtures' dialogues, with what only a comparison needs; README.md describes the additions.

import { parseDialogue } from "../../conformance-js/src/dialogueScript.mjs";

const more = {
  verbs: ["websocket", "raw", ">deflated"],
  settings: ["content"],
};

export function parseScript(text) {
  return parseDialogue(text, more);
}
