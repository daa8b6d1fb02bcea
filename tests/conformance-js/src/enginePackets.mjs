// Engine.IO packets and payloads against engine.io-parser, in both directions.

import assert from "node:assert/strict";
import { decodePacket, decodePayload, encodePacket, encodePayload } from "engine.io-parser";
import { fromBytes, toBytes } from "./binary.mjs";

export function checkEnginePacket(vector) {
  assert.deepEqual(spell(decodePacket(toBytes(vector.wire))), vector.error ? { error: true } : vector.packet);
  if (vector.direction !== "both") return;
  // bytes on the wire mean a transport that carries binary, text means one that does not
  const supportsBinary = typeof vector.wire !== "string";
  encodePacket(revive(vector.packet), supportsBinary, (encoded) => assert.deepEqual(fromBytes(encoded), vector.wire));
}

export function checkEnginePayload(vector) {
  assert.deepEqual(decodePayload(vector.wire).map(spell), vector.packets);
  if (vector.direction !== "both") return;
  encodePayload(vector.packets.map(revive), (encoded) => assert.equal(encoded, vector.wire));
}

function revive(packet) {
  return packet.data === undefined ? packet : { ...packet, data: toBytes(packet.data) };
}

function spell(packet) {
  if (packet.type === "error") return { error: true };
  return packet.data === undefined ? { type: packet.type } : { type: packet.type, data: fromBytes(packet.data) };
}
