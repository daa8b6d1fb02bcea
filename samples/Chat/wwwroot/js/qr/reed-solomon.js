// Arithmetic in GF(256) with the polynomial of the QR standard, 0x11d.
const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; i++) {
  EXP[i] = EXP[i + 255] = x;
  LOG[x] = i;
  x <<= 1;
  if (x & 0x100) x ^= 0x11d;
}

const multiply = (a, b) => (a && b ? EXP[LOG[a] + LOG[b]] : 0);

/** The error correction codewords of a block. */
export function correction(block, count) {
  const generator = generatorOf(count);
  const rest = new Uint8Array(count);
  for (const byte of block) {
    const factor = byte ^ rest[0];
    rest.copyWithin(0, 1);
    rest[count - 1] = 0;
    for (let i = 0; i < count; i++) rest[i] ^= multiply(generator[i + 1], factor);
  }
  return rest;
}

function generatorOf(degree) {
  let polynomial = [1];
  for (let i = 0; i < degree; i++) {
    const next = [...polynomial, 0];
    for (let j = 0; j < polynomial.length; j++) next[j + 1] ^= multiply(polynomial[j], EXP[i]);
    polynomial = next;
  }
  return polynomial;
}
