// How packets travel: the bodies and frames of each revision, and the script and form that JSONP wraps them in.

import assert from "node:assert/strict";

/** The form of a session that was opened with this query. */
export function payloadFormOf(query) {
  const parameters = new URLSearchParams(query);
  const form = parameters.get("EIO") === "4" ? revision4 : revision3;
  return parameters.has("j") ? jsonp(form) : form;
}

const revision4 = {
  revision: 4,
  contentType: "text/plain;charset=UTF-8",
  split: ({ body }) => body.split("\x1e"),
  wrap: (packet) => packet,
  textOf: (bytes) => `b${bytes.toString("base64")}`,
  bytesOf: (packet) => bytesBehind("b", packet),
  frame: (bytes) => bytes,
  unframe: (bytes) => bytes,
};

const revision3 = {
  revision: 3,
  contentType: "text/plain;charset=UTF-8",
  split: ({ body, bytes, headers }) => (headers["content-type"] === "application/octet-stream" ? splitBytes(bytes) : splitText(body)),
  wrap: (packet) => `${packet.length}:${packet}`,
  textOf: (bytes) => `b4${bytes.toString("base64")}`,
  bytesOf: (packet) => bytesBehind("b4", packet),
  frame: (bytes) => Buffer.concat([Buffer.of(4), bytes]),
  unframe: (bytes) => {
    assert.equal(bytes[0], 4, "the type byte of a message was expected");
    return bytes.subarray(1);
  },
};

function jsonp(form) {
  return {
    ...form,
    contentType: "application/x-www-form-urlencoded",
    split: (response) => form.split({ ...response, body: scriptArgument(response.body) }),
    // a line feed is written as "\n", and a "\n" of the text as "\\n"
    wrap: (packet) => `d=${encodeURIComponent(form.wrap(packet).replaceAll("\\n", "\\\\n").replaceAll("\n", "\\n"))}`,
  };
}

function scriptArgument(body) {
  const found = /^___eio\[\d*\]\((".*")\);$/su.exec(body);
  assert.ok(found, `a script was expected, ${body} came`);
  return JSON.parse(found[1]);
}

function splitText(body) {
  const packets = [];
  for (let at = 0; at < body.length; ) {
    const colon = body.indexOf(":", at);
    const length = Number(body.slice(at, colon));
    assert.ok(colon > at && Number.isInteger(length) && colon + length < body.length, `no payload: ${body}`);
    at = colon + 1 + length;
    packets.push(body.slice(colon + 1, at));
  }
  return packets;
}

function splitBytes(bytes) {
  const packets = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0xff, at);
    const length = Number([...bytes.subarray(at + 1, end)].join(""));
    assert.ok(end > at && end + length < bytes.length, `no payload: ${bytes.toString("hex")}`);
    const data = bytes.subarray(end + 1, end + 1 + length);
    packets.push(bytes[at] === 0 ? data.toString() : `b${data[0]}${data.toString("base64", 1)}`);
    at = end + 1 + length;
  }
  return packets;
}

function bytesBehind(marker, packet) {
  assert.ok(packet.startsWith(marker), `a binary packet was expected, ${packet} came`);
  return Buffer.from(packet.slice(marker.length), "base64");
}
