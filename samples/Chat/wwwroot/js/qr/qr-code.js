import { correction } from './reed-solomon.js';

// Error correction level M, versions 1 to 6: up to 106 bytes, more than any link here has.
// version → [correction codewords per block, blocks, data codewords per block, centre of the alignment pattern]
const VERSIONS = [null, [10, 1, 16, 0], [16, 1, 28, 18], [26, 1, 44, 22], [18, 2, 32, 26], [24, 2, 43, 30], [16, 4, 27, 34]];

const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** The modules of a QR code as rows of booleans (true is dark), or null when the text is too long. */
export function qrCode(text) {
  const bytes = new TextEncoder().encode(text);
  const version = VERSIONS.findIndex((v) => v && v[1] * v[2] >= bytes.length + 2);
  if (version < 0) return null;
  const base = drawPatterns(version);
  drawCodewords(base, codewords(bytes, VERSIONS[version]));
  return MASKS.map((mask, index) => masked(base, mask, index)).reduce((best, rows) => (penalty(rows) < penalty(best) ? rows : best));
}

function codewords(bytes, [correctionLength, blockCount, blockLength]) {
  const bits = [];
  const push = (value, length) => { for (let i = length - 1; i >= 0; i--) bits.push((value >>> i) & 1); };
  push(0b0100, 4); // byte mode
  push(bytes.length, 8);
  for (const byte of bytes) push(byte, 8);
  const capacity = blockCount * blockLength * 8;
  push(0, Math.min(4, capacity - bits.length));
  while (bits.length % 8) bits.push(0);
  for (let pad = 0xec; bits.length < capacity; pad ^= 0xec ^ 0x11) push(pad, 8);

  const data = Uint8Array.from({ length: capacity / 8 }, (_, i) => bits.slice(i * 8, i * 8 + 8).reduce((value, bit) => value * 2 + bit, 0));
  const blocks = Array.from({ length: blockCount }, (_, i) => data.subarray(i * blockLength, (i + 1) * blockLength));
  const corrections = blocks.map((block) => correction(block, correctionLength));
  return [...interleave(blocks), ...interleave(corrections)];
}

const interleave = (blocks) => Array.from(blocks[0], (_, i) => blocks.map((block) => block[i])).flat();

/** Everything with a fixed place. A cell is undefined while it is free for data. */
function drawPatterns(version) {
  const size = 17 + version * 4;
  const rows = Array.from({ length: size }, () => new Array(size).fill(undefined));
  for (let i = 8; i < size - 8; i++) rows[6][i] = rows[i][6] = i % 2 === 0;
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(rows, x, y, 4, (d) => d !== 2 && d !== 4);
  const centre = VERSIONS[version][3];
  if (centre) square(rows, centre, centre, 2, (d) => d !== 1);
  drawFormat(rows, 0); // keeps its place free; the mask's own number comes later
  return rows;
}

function square(rows, cx, cy, radius, isDark) {
  for (let y = cy - radius; y <= cy + radius; y++) {
    for (let x = cx - radius; x <= cx + radius; x++) {
      if (rows[y]?.[x] !== undefined || (rows[y] && x >= 0 && x < rows.length)) rows[y][x] = isDark(Math.max(Math.abs(x - cx), Math.abs(y - cy)));
    }
  }
}

function drawFormat(rows, mask) {
  const size = rows.length;
  let rest = mask; // level M is 00
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const bit = (i) => ((bits >>> i) & 1) === 1;
  for (let i = 0; i <= 5; i++) rows[i][8] = bit(i);
  rows[7][8] = bit(6);
  rows[8][8] = bit(7);
  rows[8][7] = bit(8);
  for (let i = 9; i < 15; i++) rows[8][14 - i] = bit(i);
  for (let i = 0; i < 8; i++) rows[8][size - 1 - i] = bit(i);
  for (let i = 8; i < 15; i++) rows[size - 15 + i][8] = bit(i);
  rows[size - 8][8] = true;
}

// Two columns at a time, from the right, upwards and downwards in turn; data cells become 0 and 1, fixed ones stay booleans.
function drawCodewords(rows, words) {
  const size = rows.length;
  let next = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (rows[y][x] !== undefined) continue;
        rows[y][x] = next < words.length * 8 ? (words[next >>> 3] >>> (7 - (next & 7))) & 1 : 0;
        next++;
      }
    }
  }
}

function masked(base, mask, index) {
  const rows = base.map((row, y) => row.map((cell, x) => (typeof cell === 'number' ? (cell === 1) !== mask(x, y) : cell)));
  drawFormat(rows, index);
  return rows;
}

/** The standard's four rules; the mask with the lowest sum is the easiest to scan. */
function penalty(rows) {
  const size = rows.length;
  const columns = rows.map((_, x) => rows.map((row) => row[x]));
  let sum = 0;
  for (const line of [...rows, ...columns]) {
    const text = line.map(Number).join('');
    for (const run of text.match(/0{5,}|1{5,}/gu) ?? []) sum += run.length - 2;
    sum += 40 * (text.match(/(?=10111010000|00001011101)/gu) ?? []).length;
  }
  for (let y = 0; y + 1 < size; y++) for (let x = 0; x + 1 < size; x++) if (rows[y][x] === rows[y][x + 1] && rows[y][x] === rows[y + 1][x] && rows[y][x] === rows[y + 1][x + 1]) sum += 3;
  const dark = rows.flat().filter(Boolean).length / (size * size);
  return sum + 10 * Math.floor(Math.abs(dark - 0.5) * 20);
}
