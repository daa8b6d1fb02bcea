// Handshakes and error answers, by raw HTTP against a server of the fixed application.

import assert from "node:assert/strict";
import { exchange } from "./rawRequest.mjs";
import { readTextFrame } from "./textFrame.mjs";

export const upgradeHeaders = {
  Connection: "Upgrade",
  Upgrade: "websocket",
  "Sec-WebSocket-Version": "13",
  "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
};
const idPattern = /^[A-Za-z0-9_-]{20}$/;

export async function playHandshake(vector, target) {
  const { method, query, headers } = vector;
  const response = await exchange(target, { method, headers, path: pathOf(vector.options, query) });
  assert.equal(response.status, vector.status, `answered ${response.status} ${response.body}`);
  const packet = response.status === 101 ? await readTextFrame(response) : response.body;
  response.stream?.destroy();
  const { sid } = JSON.parse(packet.slice(1));
  assert.match(sid, idPattern);
  assert.equal(packet, `0${JSON.stringify(vector.open).replace('"*"', `"${sid}"`)}`);
  checkHeaders(response, vector.responseHeaders, sid);
}

export async function playError(vector, target, isReference) {
  const session = await openSession(vector, target);
  try {
    const response = await exchange(target, {
      method: vector.method,
      path: pathOf(vector.options, vector.query.replaceAll("{sid}", session.sid)),
      headers: { ...(vector.upgrade ? upgradeHeaders : {}), ...vector.headers },
      body: vector.body,
    });
    if (vector.reference !== undefined && isReference) return checkInjected(response, vector);
    assert.equal(response.status, vector.status, `answered ${response.status} ${response.body}`);
    checkHeaders(response, vector.responseHeaders, session.sid);
    checkBody(response.body, vector);
  } finally {
    session.close();
  }
}

/** The reference refuses some websockets only after the 101: the refusal follows as raw text. */
async function checkInjected(response, vector) {
  assert.equal(vector.reference, "answers after the 101");
  assert.ok(vector.reason, "a deliberate difference needs a reason");
  assert.equal(response.status, 101);
  const chunks = [response.rest];
  for await (const chunk of response.stream) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("latin1");
  assert.ok(text.startsWith(`HTTP/1.1 ${vector.status} `) && text.endsWith(vector.bodyText), text);
}

function checkHeaders({ headers }, expected, sid) {
  for (const [name, value] of Object.entries(expected)) {
    const actual = headers[name.toLowerCase()];
    assert.equal(actual, value?.replace("{sid}", sid) ?? undefined, `header ${name}`);
  }
}

function checkBody(body, { bodyJson, bodyText }) {
  if (bodyJson === undefined) assert.equal(body, bodyText);
  else assert.equal(body, JSON.stringify(bodyJson));
}

async function openSession({ session, options }, target) {
  if (session === "none") return { sid: "", close() {} };
  const isWebSocket = session === "websocket";
  const response = await exchange(target, {
    method: "GET",
    path: pathOf(options, `EIO=4&transport=${session}`),
    headers: isWebSocket ? upgradeHeaders : {},
  });
  const packet = isWebSocket ? await readTextFrame(response) : response.body;
  return { sid: JSON.parse(packet.slice(1)).sid, close: () => response.stream?.destroy() };
}

export function pathOf(options = {}, query) {
  const base = (options.path ?? "/socket.io").replace(/\/$/, "");
  return `${base}${options.addTrailingSlash === false ? "" : "/"}?${query}`;
}
