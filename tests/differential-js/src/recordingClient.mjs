// One client of a dialogue: it sends what the script says and writes down what comes back, whatever that is.

import { setTimeout as delay } from "node:timers/promises";
import { payloadFormOf } from "../../conformance-js/src/payloadForms.mjs";
import { pathOf, upgradeHeaders } from "../../conformance-js/src/requests.mjs";
import { splitPayload } from "./payloads.mjs";
import { RecordedRequest } from "./recordedRequest.mjs";
import { WebSocketRecording } from "./webSocketRecording.mjs";

// how long a request that is left pending is given to reach the server before the dialogue goes on
const settleTime = 150;
// how long an answer, a packet or an end may take; long enough for a loaded machine, since only differences wait that long
const patience = 6_000;

export class RecordingClient {
  #name;
  #target;
  #options;
  #transcript;
  #query = "EIO=4&transport=polling";
  #form = payloadFormOf("EIO=4");
  #packets = [];
  #pendingPoll;
  #pendingPost;
  #webSocket;
  #webSockets = [];
  #isMessageOpen = false;
  seen = {};

  constructor(name, target, options, transcript) {
    this.#name = name;
    this.#target = target;
    this.#options = options;
    this.#transcript = transcript;
  }

  async openPolling(section, query = "EIO=4&transport=polling", headers) {
    const response = await this.#exchange({ method: "GET", path: pathOf(this.#options, query), headers });
    this.#transcript.addResponse(section, response);
    if (response.status !== 200) return;
    this.#query = query;
    this.#form = payloadFormOf(query);
    this.#packets.push(...splitPayload(response));
    this.#packets.forEach((packet) => this.#notice(packet));
  }

  openWebSocket(section, query = "EIO=4&transport=websocket", headers) {
    this.#form = payloadFormOf(query);
    return this.upgrade(section, "GET", pathOf(this.#options, query), headers);
  }

  upgradeSession(section, query, headers) {
    return this.openWebSocket(section, query || `EIO=${this.#form.revision}&transport=websocket&sid=${this.sid}`, headers);
  }

  /** Any upgrade request; headers may replace the usual ones, or leave them out by being empty. */
  async upgrade(section, method, path, headers = {}, body) {
    const merged = { ...upgradeHeaders };
    for (const [name, value] of Object.entries(headers)) {
      const known = Object.keys(merged).find((one) => one.toLowerCase() === name.toLowerCase());
      merged[known ?? name] = value === "" ? null : value;
    }
    const response = await this.#exchange({ method, path, headers: merged, body });
    this.#transcript.addResponse(section, response, { withBody: response.status !== 101 });
    if (response.stream === undefined) return;
    const stream = `${this.#name}: websocket ${this.#webSockets.length + 1}`;
    this.#webSocket = new WebSocketRecording(response, (line) => {
      this.#transcript.add(stream, line.startsWith("the connection") ? "end" : "frame", line);
      this.#notice(line.replace(/^text /, ""));
    });
    this.#webSockets.push(this.#webSocket);
  }

  async request(section, method, path, headers, body) {
    this.#transcript.addResponse(section, await this.#exchange({ method, path, headers, body }));
  }

  async raw(section, text) {
    const bytes = Buffer.from(text.replaceAll("\\r", "\r").replaceAll("\\n", "\n"), "latin1");
    const request = new RecordedRequest(this.#target, { method: text.split(" ")[0], raw: bytes }, patience);
    this.#transcript.addResponse(section, await request.response);
  }

  async send(section, data) {
    if (this.#webSocket !== undefined) {
      this.#webSocket.send(typeof data === "string" ? data : this.#form.frame(data), { isFirst: !this.#isMessageOpen });
      this.#isMessageOpen = false;
    } else {
      await this.post(section, this.#form.wrap(typeof data === "string" ? data : this.#form.textOf(data)));
    }
  }

  sendPart(text) {
    this.#webSocket?.send(text, { isFinal: false, isFirst: !this.#isMessageOpen });
    this.#isMessageOpen = true;
  }

  sendRaw(bytes) {
    this.#webSocket?.write(bytes);
  }

  sendCompressed(bytes) {
    this.#webSocket?.send(bytes, { reserved: 4 });
  }

  ping(text) {
    this.#webSocket?.ping(text);
  }

  close(code) {
    this.#webSocket?.close(code);
  }

  /** Waits for the next packet. One of a WebSocket is in that connection's stream already. */
  async next(section) {
    if (this.#webSocket !== undefined) {
      if ((await withinPatience(this.#webSocket.next())) === "late") this.#transcript.add(section, "packet", "nothing came");
      return;
    }
    if (this.#packets.length === 0) await this.#fetch(section);
    const packet = this.#packets.shift();
    if (packet !== undefined) this.#transcript.add(section, "packet", packet);
  }

  async nextPong(section) {
    const pong = this.#webSocket === undefined ? undefined : await withinPatience(this.#webSocket.nextPong());
    if (pong === "late") this.#transcript.add(section, "packet", "no pong came");
  }

  async post(section, body, headers) {
    const request = { method: "POST", path: this.#sessionPath, headers: { "Content-Type": this.#form.contentType, ...headers }, body };
    this.#transcript.addResponse(section, await this.#exchange(request));
  }

  async poll(section, headers) {
    const response = await this.#exchange({ method: "GET", path: this.#sessionPath, headers });
    this.#accept(section, response);
  }

  async startPoll(headers) {
    this.#pendingPoll = this.#start({ method: "GET", path: this.#sessionPath, headers });
    await this.#pendingPoll.written;
    await delay(settleTime);
  }

  async endPoll(section) {
    this.#accept(section, await this.#pendingPoll.response);
  }

  abortPoll() {
    this.#pendingPoll.abort();
  }

  async startPost(declaredLength, body, headers) {
    const request = { method: "POST", path: this.#sessionPath, headers: { "Content-Type": this.#form.contentType, ...headers }, body, declaredLength };
    this.#pendingPost = this.#start(request);
    await this.#pendingPost.written;
    await delay(settleTime);
  }

  continuePost(text) {
    return this.#pendingPost.write(text);
  }

  async endPost(section) {
    this.#transcript.addResponse(section, await this.#pendingPost.response);
  }

  abortPost() {
    this.#pendingPost.abort();
  }

  /** Waits for the end of the WebSocket's connection; a polling session behind it is current again. */
  async closed(section) {
    if (this.#webSocket === undefined) return;
    if ((await withinPatience(this.#webSocket.ended)) === "late") {
      this.#transcript.add(section, "end", "the connection stays open");
      this.#webSocket.drop();
    }
    this.#webSocket = undefined;
  }

  drop() {
    this.#webSocket?.drop();
    this.#webSocket = undefined;
  }

  /** Until the server has forgotten the session: the end of a connection may reach it later than the client. */
  async gone(section) {
    const path = pathOf(this.#options, `EIO=4&transport=polling&sid=${this.sid}`);
    const until = performance.now() + patience;
    while (performance.now() < until) {
      const { status, body } = await this.#exchange({ method: "POST", path, body: "6" });
      if (status === 400 && body?.includes("Session ID unknown")) {
        this.#transcript.add(section, "end", "the session is gone");
        return;
      }
      await delay(30);
    }
    this.#transcript.add(section, "end", "the session is still there");
  }

  get sid() {
    return this.seen.sid ?? "";
  }

  dispose() {
    this.#pendingPoll?.abort();
    this.#pendingPost?.abort();
    for (const webSocket of this.#webSockets) webSocket.drop();
  }

  get #sessionPath() {
    return pathOf(this.#options, `${this.#query}&sid=${this.sid}`);
  }

  #start(request) {
    return new RecordedRequest(this.#target, request, patience);
  }

  #exchange(request) {
    return this.#start(request).response;
  }

  #accept(section, response) {
    this.#transcript.addResponse(section, response);
    if (response.status === 200) splitPayload(response).forEach((packet) => this.#notice(packet));
  }

  /**
   * How many packets one poll brings depends on the moment at which it arrives, so the packets are compared one by one, and
   * the heads of such polls once each.
   */
  async #fetch(section) {
    const response = await this.#exchange({ method: "GET", path: this.#sessionPath });
    if (response.status !== 200) {
      this.#transcript.addResponse(section, response);
      return;
    }
    const length = Number(response.headers["content-length"] ?? NaN);
    const head = response.headerLines
      .map((line) => (/^content-length:/i.test(line) && length === response.bytes.length ? line.replace(/\d+$/, "(right)") : line))
      .map((line) => (/^date:/i.test(line) ? "Date: (time)" : line));
    this.#transcript.addOnce(`${this.#name}: heads of polls`, "status", response.statusLine);
    for (const line of head) {
      const [, name, value] = /^([^:]*):\s*(.*)$/s.exec(line);
      this.#transcript.addOnce(`${this.#name}: heads of polls`, "header", value, name);
    }
    const packets = splitPayload(response);
    packets.forEach((packet) => this.#notice(packet));
    this.#packets.push(...packets);
  }

  /** Remembers what later steps may send back. */
  #notice(text) {
    const { seen } = this;
    seen.sid = /^0\{"sid":"([^"]+)"/.exec(text)?.[1] ?? seen.sid;
    seen.socket = /^40(?:\/[^,]*,)?\{"sid":"([^"]+)"/.exec(text)?.[1] ?? seen.socket;
    seen.pid = /"pid":"([^"]+)"/.exec(text)?.[1] ?? seen.pid;
    seen.offset = /^4(?:2|5\d+-)(?:\/[^,]*,)?\[.*,"([^"]+)"\]$/.exec(text)?.[1] ?? seen.offset;
    seen.ack = /^4(?:2|5\d+-)(?:\/[^,]*,)?(\d+)\[/.exec(text)?.[1] ?? seen.ack;
  }
}

/** What the promise gives, or "late". */
async function withinPatience(promise) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, patience, "late")));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

