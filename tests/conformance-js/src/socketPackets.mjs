// Socket.IO packets and decode errors against socket.io-parser.

import assert from "node:assert/strict";
import { Decoder, Encoder, PacketType } from "socket.io-parser";
import { fromBytes, reviveBinary, spellBinary, toBytes } from "./binary.mjs";

export function checkSocketPacket(vector) {
  assert.ok(["both", "decode", "encode"].includes(vector.direction), `unknown direction ${vector.direction}`);
  if (vector.direction !== "encode") assert.deepEqual(decode(vector.wire).map(spell), [vector.packet]);
  if (vector.direction !== "decode") assert.deepEqual(encode(vector.packet), vector.wire);
}

export function checkSocketError(vector) {
  const upToFailure = vector.wire.slice(0, vector.at + 1);
  if (vector.reference === "accepts") {
    assert.ok(vector.reason, "a deliberate difference needs a reason");
    assert.equal(decode(vector.wire).length, 1, "the reference decodes one packet");
    return;
  }
  decode(vector.wire.slice(0, vector.at));
  assert.throws(() => decode(upToFailure), new Error(vector.error));
}

function decode(wire) {
  const decoder = new Decoder();
  const packets = [];
  decoder.on("decoded", (packet) => packets.push(packet));
  for (const element of wire) decoder.add(toBytes(element));
  return packets;
}

function encode({ type, nsp, id, data }) {
  return new Encoder().encode({ type: PacketType[type], nsp, id, data: reviveBinary(data) }).map(fromBytes);
}

function spell({ type, nsp, id, data }) {
  const packet = { type: PacketType[type], nsp };
  if (id !== undefined) packet.id = id;
  if (data !== undefined) packet.data = spellBinary(data);
  return packet;
}
