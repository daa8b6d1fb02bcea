// Undoes the compression of a body.

import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

const decoders = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync };

/** The response with `content`, the bytes as they were before, and `body`, their text. */
export function decompressed(response) {
  const { headers, bytes } = response;
  const decode = decoders[headers["content-encoding"]];
  const content = decode === undefined || bytes.length === 0 ? bytes : decode(bytes);
  return { ...response, content, body: content.toString("utf8") };
}
