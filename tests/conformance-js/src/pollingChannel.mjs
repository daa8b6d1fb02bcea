// The client end of one polling session: one GET and one POST at a time, each over its own connection.

import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { exchange, RawRequest } from "./rawRequest.mjs";
import { printable } from "./wireText.mjs";

// how long a request that is left pending is given to reach the server before the dialogue goes on
const settleTime = 100;
const requestTimeout = 30_000;

export class PollingChannel {
  #target;
  #path;
  #form;
  #unread = [];
  #pendingPoll;
  #pendingPost;

  constructor(target, path, form) {
    this.#target = target;
    this.#path = path;
    this.#form = form;
  }

  get isRead() {
    return this.#unread.length === 0;
  }

  /** The packets of a response that `next` will return. */
  accept(response) {
    this.#unread.push(...this.#form.split(response));
  }

  /** The next packet; asks for more when there is none. */
  async next() {
    if (this.isRead) this.accept(await this.#goodResponse());
    return this.#unread.shift();
  }

  get(headers) {
    this.assertRead();
    return exchange(this.#target, { method: "GET", path: this.#path, headers }, requestTimeout);
  }

  post(body, headers) {
    const request = { method: "POST", path: this.#path, headers: { ...this.#type, ...headers }, body };
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
    const request = { method: "POST", path: this.#path, headers: { ...this.#type, ...headers }, body, declaredLength };
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

  get #type() {
    return { "Content-Type": this.#form.contentType };
  }

  async #goodResponse() {
    const response = await this.get();
    assert.equal(response.status, 200, `the poll was answered ${response.status} ${response.body}`);
    return response;
  }
}
