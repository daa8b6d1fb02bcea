// The JSON spelling of binary: {"base64": …} on the wire and in Engine.IO data, {"$base64": …} inside Socket.IO data.

export const toBytes = (wire) => (typeof wire === "string" ? wire : Buffer.from(wire.base64, "base64"));

export const fromBytes = (wire) => (typeof wire === "string" ? wire : { base64: Buffer.from(wire).toString("base64") });

export function reviveBinary(value) {
  return mapTree(value, (node) =>
    isObject(node) && Object.keys(node).join() === "$base64" ? Buffer.from(node.$base64, "base64") : undefined,
  );
}

export function spellBinary(value) {
  return mapTree(value, (node) => (Buffer.isBuffer(node) ? { $base64: node.toString("base64") } : undefined));
}

function mapTree(node, replace) {
  const replacement = replace(node);
  if (replacement !== undefined) return replacement;
  if (Array.isArray(node)) return node.map((item) => mapTree(item, replace));
  if (!isObject(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, mapTree(item, replace)]));
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
