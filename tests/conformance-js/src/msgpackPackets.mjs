// MessagePack packets against socket.io-msgpack-parser. The wire is in hexadecimal, `{"text": …}` is a message that is not binary.

import assert from "node:assert/strict";
import { Decoder, Encoder, PacketType } from "socket.io-msgpack-parser";
import { reviveBinary } from "./binary.mjs";

const typeNames = Object.fromEntries(Object.entries(PacketType).map(([name, type]) => [type, name]));

export function checkMsgpackPacket(vector) {
  if (vector.error !== undefined) checkRefusal(vector);
  else checkPacket(vector);
}

function checkPacket({ wire, packet, direction, reference, reason }) {
  assert.ok(["both", "decode", "encode"].includes(direction), `unknown direction ${direction}`);
  assert.equal(reference === undefined, reason === undefined, "a deliberate difference has a reference and a reason");
  if (direction !== "encode") assert.deepEqual(decode(wire), packet);
  if (direction !== "decode") assert.equal(encode(packet), reference ?? wire);
}

function checkRefusal({ wire, error, reference, reason }) {
  if (reference === "accepts") {
    assert.ok(reason, "a deliberate difference needs a reason");
    decode(wire);
  } else if (wire.text !== undefined) {
    assert.throws(() => decode(wire));
  } else {
    assert.throws(() => decode(wire), (thrown) => thrown.message === (reference ?? error));
  }
}

function decode(wire) {
  const decoder = new Decoder();
  let decoded;
  decoder.on("decoded", (packet) => (decoded = packet));
  decoder.add(wire.text ?? Buffer.from(wire, "hex"));
  const { type, nsp, id, data } = decoded;
  const packet = { type: typeNames[type], nsp };
  if (id !== undefined) packet.id = id;
  if (data !== undefined) packet.data = spell(data);
  return packet;
}

function encode({ type, nsp, id, data }) {
  const [bytes] = new Encoder().encode(asServer(PacketType[type], nsp, id, reviveBinary(data)));
  return bytes.toString("hex");
}

// The server's packets, with their keys in its order and with its undefined properties.
function asServer(type, nsp, id, data) {
  switch (type) {
    case PacketType.CONNECT:
      return { type, data: { sid: data.sid, pid: data.pid }, nsp };
    case PacketType.DISCONNECT:
      return { type, nsp };
    case PacketType.ACK:
      return { id, type, data, nsp };
    case PacketType.CONNECT_ERROR:
      return data.message === "Invalid namespace" ? { type, nsp, data } : { type, data: { message: data.message, data: data.data }, nsp };
    default:
      return id === undefined ? { type, data, nsp } : { type, data, id, nsp };
  }
}

// What JSON can say of a value: JSON.stringify's view, and binary.
function spell(value) {
  if (value === undefined || (typeof value === "number" && !Number.isFinite(value))) return null;
  if (value === null || typeof value !== "object") return value;
  if (Buffer.isBuffer(value) || value instanceof ArrayBuffer) return { $base64: Buffer.from(value).toString("base64") };
  if (value instanceof Date) return value.toJSON();
  if (Array.isArray(value)) return value.map(spell);
  const defined = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(defined.map(([key, item]) => [key, spell(item)]));
}
