import acks from "./acks.mjs";
import auth from "./auth.mjs";
import binary from "./binary.mjs";
import errors from "./errors.mjs";
import namespaces from "./namespaces.mjs";
import reconnect from "./reconnect.mjs";
import recovery from "./recovery.mjs";
import text from "./text.mjs";

/** In the order of the columns of docs/clients.md. */
export const aspects = [
  { name: "text", play: text },
  { name: "binary", play: binary },
  { name: "acks", play: acks },
  { name: "namespaces", play: namespaces },
  { name: "auth", play: auth },
  { name: "errors", play: errors },
  { name: "reconnect", play: reconnect },
  { name: "recovery", play: recovery, isFor: (stage) => stage.client.recovery === true && typeof stage.settings.recoveryUrl === "string" },
];
