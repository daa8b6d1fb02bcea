// Equality as the scenarios mean it, in Node.js and in browsers: bytes are bytes, whichever type holds them.

export function equal(actual, expected, what = "values") {
  const [left, right] = [show(actual), show(expected)];
  if (left !== right) throw new Error(`${what}: expected ${cut(right)}, but got ${cut(left)}`);
}

export function ok(condition, what) {
  if (!condition) throw new Error(`not so: ${what}`);
}

/** A text that tells any two different values apart. */
function show(value) {
  if (value instanceof ArrayBuffer) return `bytes(${[...new Uint8Array(value)]})`;
  if (ArrayBuffer.isView(value)) return `bytes(${[...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)]})`;
  if (Array.isArray(value)) return `[${value.map(show).join()}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${show(value[key])}`).join()}}`;
  }
  return value === undefined ? "undefined" : JSON.stringify(value);
}

function cut(text) {
  return text.length > 300 ? `${text.slice(0, 300)}… (${text.length})` : text;
}
