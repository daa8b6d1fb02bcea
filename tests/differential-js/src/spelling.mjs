// How bytes are written down: readable if they are text, and never longer than a screen.

import { createHash } from "node:crypto";

const longest = 4000;
const unprintable = /[\u0000-\u001f\u007f\u2028\u2029\ufeff]/g;
const closeOpcode = 8;

export function spelled(bytes, opcode) {
  if (opcode === closeOpcode) return spelledClose(bytes);
  if (bytes.length > longest) {
    return `${bytes.length} bytes, sha256 ${createHash("sha256").update(bytes).digest("hex")}, ${spelled(bytes.subarray(0, 60))}…`;
  }
  const text = bytes.toString("utf8");
  const isText = opcode !== 2 && Buffer.from(text).equals(bytes);
  return isText ? text.replace(unprintable, escaped) : `hex ${bytes.toString("hex")}`;
}

function spelledClose(payload) {
  if (payload.length === 0) return "without a code";
  const reason = payload.subarray(2).toString();
  return payload.length === 1 ? `hex ${payload.toString("hex")}` : `${payload.readUInt16BE(0)} ${reason}`;
}

function escaped(character) {
  const code = character.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16)}`;
}
