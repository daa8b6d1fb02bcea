/** Bytes as applications hold them: a Buffer in Node.js, which the oldest clients insist on, an ArrayBuffer in browsers. */
export function bytes(values) {
  const array = Uint8Array.from(values);
  return typeof Buffer === "undefined" ? array.buffer : Buffer.from(array.buffer);
}

/** Bytes that are easily told apart from others. */
export function pattern(length, seed = 0) {
  return bytes(Array.from({ length }, (_, i) => (i * 7 + seed) & 255));
}
