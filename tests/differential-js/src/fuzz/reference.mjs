// What the JavaScript decoders make of an input, in the words of tests/SocketIoSharp.FuzzTarget.

import { createHash } from "node:crypto";
import { decodePayload } from "engine.io-parser";
import { Decoder } from "socket.io-parser";

const engineTypes = { open: "0", close: "1", ping: "2", pong: "3", message: "4", upgrade: "5", noop: "6" };

export function referenceOf({ kind, bytes, messages }) {
  return (kind === "P" ? payloadOf(bytes) : connectionOf(messages)).join(" ");
}

function payloadOf(bytes) {
  return decodePayload(bytes.toString("utf8")).map(({ type, data }) => {
    if (type === "error") return "refused";
    if (Buffer.isBuffer(data)) return digest(`b${data.toString("hex")}`);
    return digest(`${engineTypes[type]}${Buffer.from(data ?? "", "utf16le").toString("hex")}`);
  });
}

function connectionOf(messages) {
  const decoder = new Decoder();
  const results = [];
  let decoded;
  decoder.on("decoded", (packet) => (decoded = packet));
  for (const message of messages) {
    decoded = undefined;
    try {
      decoder.add(message);
    } catch {
      return [...results, "refused"];
    }
    results.push(decoded === undefined ? "more" : digest(described(decoded)));
  }
  return results;
}

function described({ type, nsp, id, data }) {
  return `${type}|${text(nsp)}|${id === undefined ? "" : number(id)}|${data === undefined ? "" : canonical(data)}`;
}

function canonical(value) {
  if (Buffer.isBuffer(value)) return `b${value.toString("hex")}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  switch (typeof value) {
    case "string": return text(value);
    case "number": return `n${number(value)}`;
    case "object": return value === null ? "null" : objectOf(value);
    default: return String(value);
  }
}

function objectOf(value) {
  const members = Object.keys(value).map((key) => [text(key), canonical(value[key])]);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, item]) => `${key}:${item}`).join()}}`;
}

const text = (value) => `s${Buffer.from(value, "utf16le").swap16().toString("hex")}`;

function number(value) {
  const bits = Buffer.alloc(8);
  bits.writeDoubleBE(value);
  return bits.toString("hex");
}

const digest = (description) => createHash("sha256").update(description).digest("hex").slice(0, 16);
