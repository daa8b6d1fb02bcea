// The client end of one polling session: one GET and one POST at a time, each over its own connection.

import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { exchange, RawRequest } from "./rawRequest.mjs";
import { printable } from "./wireText.mjs";

// how long a request that is left pending is given to reach the server before the dialogue goes on
const settleTime = 100;
const requestTimeout = 30_000;
const textType = { "Content-Type": "text/plain;charset=UTF-8" };

export class PollingChannel {
  #target;
  #path;
  #unread = [];
  #pendingPoll;
  #pendingPost;

  constructor(target, path) {
    this.#target = target;
    this.#path = path;
  }

  get isRead() {
    return this.#unread.length === 0;
  }

  /** The packets of a payload that `next` will return. */
  accept(payload) {
    this.#unread.push(...payload.split("\x1e"));
  }

  /** The next packet; asks for more when there is none. */
  async next() {
    if (this.isRead) this.accept(await this.#goodPayload());
    return this.#unread.shift();
  }

  get(headers) {
    this.assertRead();
    return exchange(this.#target, { method: "GET", path: this.#path, headers }, requestTimeout);
  }

  post(body, headers) {
    const request = { method: "POST", path: this.#path, headers: { ...textType, ...headers }, body };
    return exchange(this.#target, request, requestTimeout);
  }

  async startGet(headers) {
    this.#pendingPoll = new RawRequest(this.#target, { method: "GET", path: this.#path, headers });
    await this.#pendingPoll.written;
    await delay(settleTime);
  }

  endGet() {
    return this.#pendingPoll.response.finally(() => (this.#pendingPoll = undefined));
  }

  abortGet() {
    this.#pendingPoll.abort();
    this.#pendingPoll = undefined;
  }

  async startPost(declaredLength, body, headers) {
    const request = { method: "POST", path: this.#path, headers: { ...textType, ...headers }, body, declaredLength };
    this.#pendingPost = new RawRequest(this.#target, request);
    await this.#pendingPost.written;
    await delay(settleTime);
  }

  continuePost(text) {
    return this.#pendingPost.write(text);
  }

  endPost() {
    return this.#pendingPost.response.finally(() => (this.#pendingPost = undefined));
  }

  abortPost() {
    this.#pendingPost.abort();
    this.#pendingPost = undefined;
  }

  assertRead() {
    assert.ok(this.isRead, `packets that the dialogue does not expect: ${printable(this.#unread.join("\x1e"))}`);
  }

  assertIdle() {
    assert.equal(this.#pendingPoll, undefined, "the dialogue left a GET pending");
    assert.equal(this.#pendingPost, undefined, "the dialogue left a POST pending");
  }

  dispose() {
    this.#pendingPoll?.abort();
    this.#pendingPost?.abort();
  }

  async #goodPayload() {
    const { status, body } = await this.get();
    assert.equal(status, 200, `the poll was answered ${status} ${body}`);
    return body;
  }
}
