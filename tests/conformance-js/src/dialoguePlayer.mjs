// Plays one dialogue against a server of the fixed application.

import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { DialogueClient } from "./dialogueClient.mjs";
import { splitOnce } from "./dialogueScript.mjs";
import { printable, WireText } from "./wireText.mjs";

const dialogueTimeout = 10_000;
const octets = { "Content-Type": "application/octet-stream" };
const expectingVerbs = new Set(["<", "poll", "poll-end"]);

export async function playDialogue(script, target) {
  const player = new DialoguePlayer(script, target);
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing more happened within ${dialogueTimeout} ms`)), dialogueTimeout);
  });
  try {
    await Promise.race([player.play(), timeout]);
  } catch (error) {
    throw new Error(`line ${player.line}: ${error.message}`, { cause: error });
  } finally {
    clearTimeout(timer);
    player.dispose();
  }
}

class DialoguePlayer {
  #script;
  #target;
  #clients = new Map();
  #client;
  #name;
  #text = new WireText();
  line = 0;

  constructor(script, target) {
    this.#script = script;
    this.#target = target;
    this.#switchTo("main");
  }

  async play() {
    for (const step of this.#script.steps) {
      this.line = step.line;
      await this.#perform(step);
    }
    for (const client of this.#clients.values()) client.assertFinished();
  }

  dispose() {
    for (const client of this.#clients.values()) client.dispose();
  }

  async #perform(step) {
    const { verb, headers } = step;
    const rest = expectingVerbs.has(verb) ? step.rest : this.#text.fill(step.rest);
    const client = this.#client;
    switch (verb) {
      case "client": return this.#switchTo(rest);
      case "open": return this.#open(rest, headers);
      case "upgrade": return client.upgrade(rest, headers);
      case ">": return client.sendText(rest);
      case ">b": return client.sendBinary(Buffer.from(rest, "base64"));
      case ">part": return client.webSocket.send(rest, { fin: false });
      case ">ping": return client.webSocket.ping(rest);
      case ">frame": return client.webSocket.writeRaw(fromHex(rest));
      case "<": return this.#expectText(await client.nextText(), rest);
      case "<b": return assert.equal((await client.nextBinary()).toString("base64"), rest);
      case "<pong": return assert.equal(await client.webSocket.nextPong(), rest);
      case "post": return this.#expectPosted(await client.polling.post(rest, headers), step);
      case "post-bytes": return this.#expectPosted(await client.polling.post(fromHex(rest), { ...octets, ...headers }), step);
      case "post-start": return client.polling.startPost(...this.#lengthAndBody(rest), headers);
      case "post-more": return client.polling.continuePost(rest);
      case "post-end": return this.#expectPosted(await client.polling.endPost(), step);
      case "post-abort": return client.polling.abortPost();
      case "post-lost": return assert.rejects(client.polling.endPost(), /no response|without a response/);
      case "poll": return this.#expectPayload(await client.polling.get(headers), step);
      case "poll-bytes": return this.#expectBytes(await client.polling.get(headers), step);
      case "poll-start": return client.polling.startGet(headers);
      case "poll-end": return this.#expectPayload(await client.polling.endGet(), step);
      case "poll-abort": return client.polling.abortGet();
      case "request": return this.#request(rest, step);
      case "close": return client.webSocket.close(rest === "" ? undefined : Number(rest));
      case "closed": return assert.equal(await client.closed(), Number(rest), "the close code");
      case "drop": return client.drop();
      case "gone": return client.gone();
      case "wait": return delay(Number(rest));
      default: throw new Error(`"${verb}" is not implemented`);
    }
  }

  #switchTo(name) {
    if (!this.#clients.has(name)) this.#clients.set(name, new DialogueClient(this.#target, this.#script.options));
    this.#client = this.#clients.get(name);
    this.#name = name;
    this.#rememberSession();
  }

  #rememberSession() {
    this.#text.remember("sid", this.#client.sid);
    this.#text.remember(`${this.#name}.sid`, this.#client.sid);
  }

  async #open(rest, headers) {
    const [transport, query] = splitOnce(rest, " ");
    assert.ok(transport === "polling" || transport === "websocket", `unknown transport ${transport}`);
    const open = transport === "polling" ? this.#client.openPolling : this.#client.openWebSocket;
    await open.call(this.#client, query || undefined, headers);
    this.#rememberSession();
  }

  #expectText(actual, expected) {
    this.#text.match(actual, expected);
    this.#rememberSession();
  }

  #expectPayload({ status, body }, step) {
    assert.equal(status, step.status ?? 200, `answered ${status} ${printable(body)}`);
    this.#text.match(body, step.rest);
  }

  #expectBytes({ status, bytes, headers }, step) {
    assert.equal(status, step.status ?? 200);
    assert.equal(headers["content-type"], "application/octet-stream");
    assert.equal(bytes.toString("hex"), fromHex(step.rest).toString("hex"));
  }

  #expectPosted({ status, body }, { status: expectedStatus = 200, body: expectedBody }) {
    assert.equal(status, expectedStatus, `answered ${status} ${body}`);
    assert.equal(body, expectedBody ?? (expectedStatus === 200 ? "ok" : ""));
  }

  async #request(rest, step) {
    const [method, path] = splitOnce(rest, " ");
    const { status, body } = await this.#client.request(method, path, step.headers);
    assert.equal(status, step.status ?? 200, `answered ${status} ${body}`);
    this.#text.match(body, step.body ?? "");
  }

  #lengthAndBody(rest) {
    const [length, body] = splitOnce(rest, " ");
    return [Number(length), body];
  }
}

const fromHex = (text) => Buffer.from(text.replaceAll(" ", ""), "hex");
