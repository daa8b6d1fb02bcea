// Random packets of notepack.io: node msgpack-values.mjs <count> <seed>
//
// A line each: a packet as a client sends it, and the one in which the server of the MessagePack parser would pass its data on, both in
// hexadecimal. JSON lies between the two: dates are texts then, undefined has gone, NaN is null, and every buffer is a Buffer.

import msgpack from "notepack.io";

const [count, seed] = process.argv.slice(2).map(Number);
let state = seed >>> 0;

// mulberry32: small, and the same everywhere
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const below = (limit) => Math.floor(random() * limit);
const pick = (items) => items[below(items.length)];
const sign = () => pick([1, -1]);
const length = () => pick([0, 1, 5, 15, 16, 31, 32, 33, 255, 256, 300]);
const large = () => pick([65535, 65536, 70000]);

const letters = ["a", "é", "日", "🚀", "\"", "\\", "\n", "\u0000", "\u001f", "\u2028", "\u007f", "z"];
const text = (size) => Array.from({ length: size }, () => pick(letters)).join("");
const buffer = (size) => Buffer.from(Array.from({ length: size }, () => below(256)));
const float = () => {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, below(2 ** 32));
  view.setUint32(4, below(2 ** 32));
  const value = view.getFloat64(0);
  return Number.isInteger(value) && Math.abs(value) >= 2 ** 63 ? 0.5 : value;
};

const scalars = [
  () => null, () => true, () => false, () => undefined, () => 0, () => -0, () => NaN, () => -Infinity,
  () => sign() * below(2 ** pick([5, 6, 7, 8, 9, 15, 16, 17, 31, 32, 33, 52, 53])),
  () => sign() * 2 ** below(63) + pick([-1, 0, 1]),
  () => random() * sign(), float, () => below(1e9) / 1000,
  () => text(pick([0, 1, 3, 7, 15])), () => text(length()), () => buffer(length()), () => new Uint16Array(buffer(2 * below(10)).buffer.slice(0, 2 * below(10))),
  () => new Uint8Array(buffer(below(300))).buffer, () => new Date(sign() * below(8.64e15)), () => new Date(below(2 ** 41)),
];
const rare = [() => "x".repeat(large()), () => Buffer.alloc(large(), 1), () => Array(large()).fill(1), () => Object.fromEntries(Array.from({ length: large() }, (_, i) => [`k${i}`, i]))];

function value(depth) {
  const choice = random();
  if (depth === 0 || choice < 0.6) return choice < 0.0003 ? pick(rare)() : pick(scalars)();
  const size = pick([0, 1, 2, 3, 4, 15, 16]) % (depth + 14);
  return choice < 0.8
    ? Array.from({ length: size }, () => value(depth - 1))
    : Object.fromEntries(Array.from({ length: size }, (_, i) => [text(below(4)) + i, value(depth - 1)]));
}

function relayed(node) {
  if (node === undefined || (typeof node === "number" && !Number.isFinite(node))) return null;
  if (node === null || typeof node !== "object" || Buffer.isBuffer(node)) return node;
  if (node instanceof ArrayBuffer) return Buffer.from(node);
  if (ArrayBuffer.isView(node)) return Buffer.from(node.buffer);
  if (node instanceof Date) return node.toJSON();
  if (Array.isArray(node)) return node.map(relayed);
  return Object.fromEntries(Object.entries(node).filter(([, item]) => item !== undefined).map(([key, item]) => [key, relayed(item)]));
}

for (let i = 0; i < count; i++) {
  const data = [pick(["e", "événement", 7]), ...Array.from({ length: below(4) }, () => value(4))];
  const [id, nsp] = [pick([undefined, 0, below(300), below(2 ** 40)]), pick(["/", "/admin", "/日本"])];
  const sent = { type: 2, data, options: { compress: true }, ...(id !== undefined && { id }), nsp };
  const passedOn = { type: 2, data: relayed(data), ...(id !== undefined && { id }), nsp };
  process.stdout.write(`${msgpack.encode(sent).toString("hex")} ${msgpack.encode(passedOn).toString("hex")}\n`);
}
