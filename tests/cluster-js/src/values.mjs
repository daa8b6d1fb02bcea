// Values that JSON has no form for, on their way to and from the test.

/** Bytes become {"$bytes": base64}, sets become arrays. */
export function pack(value) {
  if (value instanceof ArrayBuffer) return { $bytes: Buffer.from(value).toString("base64") };
  if (ArrayBuffer.isView(value)) return { $bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64") };
  if (value instanceof Set) return [...value];
  return mapValues(value, pack);
}

/** The other way round. */
export function unpack(value) {
  if (typeof value?.$bytes === "string") return Buffer.from(value.$bytes, "base64");
  return mapValues(value, unpack);
}

function mapValues(value, map) {
  if (Array.isArray(value)) return value.map(map);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item)]));
}
