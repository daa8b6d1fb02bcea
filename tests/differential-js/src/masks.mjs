// Replaces what cannot be equal by what it is: ids by the order in which they appear, times, dates, ports, ack ids.

const idPatterns = [/\\?"(?:sid|pid)\\?":\\?"([^"\\]{8,})/g];
const hexIdPattern = /a3(?:736964|706964)b4([0-9a-f]{40})/g;
const ackPattern = /^((?:text )?4(?:2|5\d+-)(?:\/[^,]*,)?)(\d+)(?=\[)/;
const offsetPattern = /(?<=,")[0-9A-Za-z_-]{7,8}(?:\.\d+)?(?="\](?:$|\\x1e))/g;

/** The sections of a transcript with everything masked that differs from run to run. */
export function masked(transcript, target, { hidesOffsets }) {
  const names = new Map();
  const sections = [...transcript.sections].map(([section, list]) => [section, list.map((one) => ({ ...one, value: withoutBase64(one.value) }))]);
  const observations = sections.flatMap(([, list]) => list);
  for (const { value } of observations) for (const id of idsIn(value)) if (!names.has(id)) names.set(id, `‹id ${names.size + 1}›`);
  const acks = new Map();
  const mask = (text) => {
    let result = text;
    for (const [id, name] of names) result = result.replaceAll(id, name).replaceAll(Buffer.from(id).toString("hex"), name);
    result = result
      .replaceAll(`${target.host}:${target.port}`, "‹host›")
      .replaceAll(`localhost:${target.port}`, "‹host›")
      .replace(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, "‹date›")
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,7}Z/g, "‹time›")
      .replace(ackPattern, (_, head, ack) => {
        if (!acks.has(ack)) acks.set(ack, acks.size + 1);
        return `${head}‹ack ${acks.get(ack)}›`;
      });
    return hidesOffsets ? result.replace(offsetPattern, "‹offset›") : result;
  };
  // Within one millisecond offsets have a counter behind them, which makes them longer.
  const isLengthOfOffsets = ({ kind, name }) => hidesOffsets && kind === "header" && name.toLowerCase() === "content-length";
  const maskedOne = (one) => ({ ...one, value: isLengthOfOffsets(one) ? "‹length›" : mask(one.value) });
  return new Map(sections.map(([section, list]) => [section, list.map(maskedOne)]));
}

/** An id inside of base64 can only be masked in the bytes. */
function withoutBase64(text) {
  return text.replace(/(?<=^|\\x1e)b([A-Za-z0-9+/]{24,}=*)(?=$|\\x1e)/g, (whole, base64) => {
    const hex = Buffer.from(base64, "base64").toString("hex");
    return hex.search(hexIdPattern) < 0 ? whole : `b (hex ${hex})`;
  });
}

function* idsIn(text) {
  for (const pattern of idPatterns) for (const [, id] of text.matchAll(pattern)) yield id;
  for (const [, hex] of text.matchAll(hexIdPattern)) yield Buffer.from(hex, "hex").toString();
}
