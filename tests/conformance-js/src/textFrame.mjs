// Reads the first frame after a 101 as text, without a WebSocket library: a server's frames are never masked.

export async function readTextFrame({ stream, rest }) {
  for await (const received of accumulated(stream, rest)) {
    const payload = payloadOf(received);
    if (payload !== undefined) return payload;
  }
  throw new Error("the connection ended before the first frame");
}

async function* accumulated(stream, first) {
  let all = first;
  yield all;
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    all = Buffer.concat([all, chunk]);
    yield all;
  }
}

function payloadOf(buffer) {
  if (buffer.length < 4) return undefined;
  if (buffer[0] !== 0x81) throw new Error(`not a final text frame: ${buffer.toString("hex", 0, 4)}`);
  const isLong = buffer[1] === 126;
  const start = isLong ? 4 : 2;
  const length = isLong ? buffer.readUInt16BE(2) : buffer[1];
  return buffer.length < start + length ? undefined : buffer.toString("utf8", start, start + length);
}
