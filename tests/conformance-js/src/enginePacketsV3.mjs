// Packets and payloads of Engine.IO revision 3 against both JavaScript parsers: the one that the server brings along, and the clients' own.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fromBytes, toBytes } from "./binary.mjs";

const require = createRequire(import.meta.url);
const parsers = [
  // not among the package's exports, so it is loaded by its place
  require(join(dirname(require.resolve("engine.io", { paths: [dirname(require.resolve("socket.io"))] })), "parser-v3/index.js")),
  require("engine.io-parser-2"),
];

export function checkEnginePacketV3(vector) {
  for (const parser of parsers) {
    assert.deepEqual(spell(parser.decodePacket(toBytes(vector.wire))), vector.error ? { error: true } : vector.packet);
    if (vector.direction !== "both") continue;
    // bytes on the wire mean a transport that carries binary, text means one that does not
    const supportsBinary = typeof vector.wire !== "string";
    parser.encodePacket(revive(vector.packet), supportsBinary, (encoded) => assert.deepEqual(fromBytes(encoded), vector.wire));
  }
}

export function checkEnginePayloadV3(vector) {
  for (const parser of parsers) {
    assert.deepEqual(decodeAll(parser, toBytes(vector.wire)), vector.reference ?? vector.packets);
    if (vector.direction !== "both") continue;
    const supportsBinary = typeof vector.wire !== "string";
    parser.encodePayload(vector.packets.map(revive), supportsBinary, (encoded) => assert.deepEqual(fromBytes(encoded), vector.wire));
  }
}

function decodeAll(parser, wire) {
  const packets = [];
  parser.decodePayload(wire, (packet) => {
    packets.push(spell(packet));
  });
  return packets;
}

function revive(packet) {
  return packet.data === undefined ? packet : { ...packet, data: toBytes(packet.data) };
}

function spell({ type, data }) {
  if (type === "error") return { error: true };
  return { ...(type !== undefined && { type }), ...(data !== undefined && { data: fromBytes(data) }) };
}
