// Plays the sending steps of one script against one server. Steps that expect something only say that something is waited for.

import { deflateRawSync, constants } from "node:zlib";
import { setTimeout as delay } from "node:timers/promises";
import { splitOnce } from "../../conformance-js/src/dialogueScript.mjs";
import { RecordingClient } from "./recordingClient.mjs";
import { Transcript } from "./transcript.mjs";

const dialogueTimeout = 40_000;
// what still comes after the last step belongs to the dialogue
const lastWait = 150;

export async function record(script, target) {
  const player = new Player(script, target);
  let timer;
  const timeout = new Promise((resolve) => (timer = setTimeout(resolve, dialogueTimeout, "late")));
  try {
    if ((await Promise.race([player.play(), timeout])) === "late") player.transcript.add("the dialogue", "end", "takes too long");
  } finally {
    clearTimeout(timer);
    player.transcript.close();
    player.dispose();
  }
  return player.transcript;
}

class Player {
  #script;
  #target;
  #clients = new Map();
  #client;
  transcript = new Transcript();

  constructor(script, target) {
    this.#script = script;
    this.#target = target;
    this.#switchTo("main");
  }

  async play() {
    for (const step of this.#script.steps) await this.#perform(step);
    await delay(lastWait);
  }

  dispose() {
    for (const client of this.#clients.values()) client.dispose();
  }

  async #perform({ line, verb, rest: asWritten, headers: headersAsWritten, content }) {
    const section = `line ${line}: ${verb} ${asWritten}`.replaceAll("\x1e", "\\x1e").slice(0, 100).trimEnd();
    const rest = this.#fill(asWritten);
    const headers = this.#filled(headersAsWritten);
    const client = this.#client;
    switch (verb) {
      case "client": return this.#switchTo(rest);
      case "open": {
        const [transport, query] = splitOnce(rest, " ");
        if (transport === "polling") return client.openPolling(section, query || undefined, headers);
        return client.openWebSocket(section, query || undefined, headers);
      }
      case "upgrade": return client.upgradeSession(section, rest, headers);
      case "websocket": return client.upgrade(section, ...splitOnce(rest, " "), headers, content);
      case "request": return client.request(section, ...splitOnce(rest, " "), headers, content);
      case "raw": return client.raw(section, rest);
      case ">": return client.send(section, rest);
      case ">b": return client.send(section, Buffer.from(rest, "base64"));
      case ">part": return client.sendPart(rest);
      case ">ping": return client.ping(rest);
      case ">frame": return client.sendRaw(Buffer.from(rest.replaceAll(" ", ""), "hex"));
      case ">deflated": return client.sendCompressed(deflated(rest));
      case "<":
      case "<b": return client.next(section);
      case "<pong": return client.nextPong(section);
      case "post": return client.post(section, rest, headers);
      case "post-bytes": return client.post(section, Buffer.from(rest.replaceAll(" ", ""), "hex"), { "Content-Type": "application/octet-stream", ...headers });
      case "post-start": {
        const [length, body] = splitOnce(rest, " ");
        return client.startPost(Number(length), body, headers);
      }
      case "post-more": return client.continuePost(rest);
      case "post-end":
      case "post-lost": return client.endPost(section);
      case "post-abort": return client.abortPost();
      case "poll":
      case "poll-bytes": return client.poll(section, headers);
      case "poll-start": return client.startPoll(headers);
      case "poll-end": return client.endPoll(section);
      case "poll-abort": return client.abortPoll();
      case "close": return client.close(rest === "" ? undefined : Number(rest));
      case "closed": return client.closed(section);
      case "drop": return client.drop();
      case "gone": return client.gone(section);
      case "wait": return delay(Number(rest));
      default: throw new Error(`"${verb}" is not implemented`);
    }
  }

  #switchTo(name) {
    if (!this.#clients.has(name)) {
      this.#clients.set(name, new RecordingClient(name, this.#target, this.#script.options, this.transcript));
    }
    this.#client = this.#clients.get(name);
  }

  /** {sid}, {ack}, {socket}, {pid} and {offset} are the client's last, {name.sid} and so on another client's. */
  #fill(text) {
    return text.replace(/\{(?:([a-z]+)\.)?(ack|sid|socket|pid|offset)\}/g, (_, name, what) => {
      const client = name === undefined ? this.#client : this.#clients.get(name);
      return client?.seen[what] ?? "";
    });
  }

  #filled(headers) {
    if (headers === undefined) return undefined;
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value === null ? "" : this.#fill(value)]));
  }
}

/** One message of permessage-deflate. */
function deflated(text) {
  return deflateRawSync(Buffer.from(text), { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4);
}
