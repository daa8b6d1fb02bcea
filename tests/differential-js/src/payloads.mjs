// The packets of one poll's body, of whichever revision.

/** @returns {string[]} the packets as text; a body of bytes is one item */
export function splitPayload({ body, headers }) {
  const text = unwrapped(body);
  if (headers["content-type"] === "application/octet-stream") return [text];
  return /^\d+:/.test(text) ? splitLengths(text) : text.split("\x1e");
}

function unwrapped(body) {
  const call = /^___eio\[\d*\]\((".*")\);$/s.exec(body)?.[1];
  return call === undefined ? body : JSON.parse(call);
}

function splitLengths(text) {
  const packets = [];
  let at = 0;
  while (at < text.length) {
    const colon = text.indexOf(":", at);
    if (colon < 0) return [...packets, text.slice(at)];
    const end = colon + 1 + Number(text.slice(at, colon));
    packets.push(text.slice(colon + 1, end));
    at = end;
  }
  return packets;
}
