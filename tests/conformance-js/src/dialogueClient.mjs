// One client of a dialogue: a session over polling, over a WebSocket, or over both while it upgrades.

import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { exchange } from "./rawRequest.mjs";
import { PollingChannel } from "./pollingChannel.mjs";
import { payloadFormOf } from "./payloadForms.mjs";
import { pathOf } from "./requests.mjs";
import { WebSocketChannel } from "./webSocketChannel.mjs";

const unknownSession = '{"code":1,"message":"Session ID unknown"}';

export class DialogueClient {
  #target;
  #options;
  #polling;
  #webSocket;
  #form = payloadFormOf("EIO=4");
  sid = "";

  constructor(target, options) {
    this.#target = target;
    this.#options = options;
  }

  get polling() {
    assert.ok(this.#polling, "this client has no polling session");
    return this.#polling;
  }

  get webSocket() {
    assert.ok(this.#webSocket, "this client has no websocket");
    return this.#webSocket;
  }

  async openPolling(query = "EIO=4&transport=polling", headers) {
    const response = await this.request("GET", this.#path(query), headers);
    assert.equal(response.status, 200, `the handshake was answered ${response.status} ${response.body}`);
    this.#form = payloadFormOf(query);
    this.sid = JSON.parse(this.#form.split(response)[0].slice(1)).sid;
    this.#polling = new PollingChannel(this.#target, this.#path(`${query}&sid=${this.sid}`), this.#form);
    this.#polling.accept(response);
  }

  async openWebSocket(query = "EIO=4&transport=websocket", headers) {
    const { host, port } = this.#target;
    this.#form = payloadFormOf(query);
    this.#webSocket = await WebSocketChannel.open(`ws://${host}:${port}${this.#path(query)}`, headers);
  }

  /** Opens a WebSocket for the polling session, of the session's revision. */
  upgrade(query, headers) {
    return this.openWebSocket(query || `EIO=${this.#form.revision}&transport=websocket&sid=${this.sid}`, headers);
  }

  request(method, path, headers) {
    return exchange(this.#target, { method, path, headers });
  }

  /** Sends over the WebSocket if there is one, else in a POST of its own. */
  async sendText(text) {
    if (this.#webSocket !== undefined) this.#webSocket.send(text);
    else assertAccepted(await this.polling.post(this.#form.wrap(text)));
  }

  async sendBinary(bytes) {
    if (this.#webSocket !== undefined) this.#webSocket.send(this.#form.frame(bytes));
    else assertAccepted(await this.polling.post(this.#form.wrap(this.#form.textOf(bytes))));
  }

  async nextText() {
    const text = await (this.#webSocket === undefined ? this.polling.next() : this.#webSocket.nextText());
    if (text.startsWith('0{"sid":')) this.sid = JSON.parse(text.slice(1)).sid;
    return text;
  }

  async nextBinary() {
    if (this.#webSocket !== undefined) return this.#form.unframe(await this.#webSocket.nextBinary());
    return this.#form.bytesOf(await this.polling.next());
  }

  /** The WebSocket has closed; a probing one leaves the polling session behind. */
  async closed() {
    const code = await this.webSocket.closed();
    this.#webSocket = undefined;
    return code;
  }

  drop() {
    this.webSocket.terminate();
    this.#webSocket = undefined;
  }

  /**
   * Waits until the server has forgotten the session: the end of a connection may reach it later than the client.
   * A noop in a POST of its own asks without doing anything.
   */
  async gone() {
    const path = this.#path(`EIO=4&transport=polling&sid=${this.sid}`);
    for (;;) {
      const { body } = await exchange(this.#target, { method: "POST", path, body: "6" });
      if (body === unknownSession) return;
      await delay(20);
    }
  }

  assertFinished() {
    this.#polling?.assertIdle();
    this.#polling?.assertRead();
    this.#webSocket?.assertRead();
  }

  dispose() {
    this.#polling?.dispose();
    this.#webSocket?.terminate();
  }

  #path(query) {
    return pathOf(this.#options, query);
  }
}

function assertAccepted({ status, body }) {
  assert.equal(`${status} ${body}`, "200 ok", "the answer to the POST");
}
