// Where our parsers refuse what the reference's accept: each rule by its id in differences.json, as a question about the message that
// was refused. A rule that says yes too often would hide bugs, so each is as narrow as it can be written.

const maxDepth = 64;
const maxAckDigits = 16;
const maxAttachmentDigits = 9;

const predicates = {
  "type-is-a-digit": (text) => text === "" || (isNumeral(text[0]) && !/^\d/.test(text)),
  "attachment-count-in-digits": (text) => {
    const count = /^[56]([^-]*)-/.exec(text)?.[1];
    return count !== undefined && (!/^\d+$/.test(count) || count.length > maxAttachmentDigits);
  },
  "ack-id-in-digits": (text) => /\D/.test(ackIdOf(text)),
  "ack-id-length": (text) => new RegExp(`^\\d{${maxAckDigits + 1},}$`).test(ackIdOf(text)),
  "json-depth": (text) => depthOf(text) > maxDepth,
  "hidden-placeholder": (text) => [...text.matchAll(/"_placeholder":true/g)].length > visiblePlaceholders(jsonOf(text)),
  "placeholder-index-integer": (text) => placeholdersIn(jsonOf(text)).some(({ num }) => typeof num === "number" && num > 0 && !Number.isInteger(num)),
};

// what the reference takes for a numeral: a digit, or a blank of any kind
const isNumeral = (character) => Number(character) == character;

/** The numerals that stand where an ack id is, behind the attachment count and the namespace. */
function ackIdOf(text) {
  const rest = text.replace(/^.(?:(?<=[56])\d+-)?(?:\/[^,]*(?:,|$))?/s, "");
  const end = [...rest].findIndex((character) => !isNumeral(character));
  return end < 0 ? rest : rest.slice(0, end);
}

function depthOf(text) {
  let [depth, deepest] = [0, 0];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs)) {
    if (/[[{]/.test(token[0])) deepest = Math.max(deepest, ++depth);
    else if (token[0] !== '"') depth--;
  }
  return deepest;
}

function placeholdersIn(value) {
  if (typeof value !== "object" || value === null) return [];
  return [...(value._placeholder === true ? [value] : []), ...Object.values(value).flatMap(placeholdersIn)];
}

/** How many the reference replaces: it does not look into one that it replaces. */
function visiblePlaceholders(value) {
  if (typeof value !== "object" || value === null) return 0;
  if (value._placeholder === true) return 1;
  return Object.values(value).reduce((sum, item) => sum + visiblePlaceholders(item), 0);
}

function jsonOf(text) {
  try {
    return JSON.parse(text.slice(text.indexOf("[")));
  } catch {
    return undefined;
  }
}

const base64Letter = /[A-Za-z0-9+/=_-]/;
const base64Rule = "base64-of-other-scripts";

/** Node.js looks at the low byte only: the Arabic digit U+0661 is the letter a to it. */
const hasForeignLetter = (packet) =>
  packet.startsWith("b") && [...packet].flatMap((one) => one.split("")).some((unit) => unit > "\xff" && base64Letter.test(String.fromCharCode(unit.charCodeAt(0) & 0xff)));

export class StricterRules {
  #hits;

  /** @param entries those of differences.json */
  constructor(entries) {
    const [listed, known] = [entries.map(({ id }) => id), [...Object.keys(predicates), base64Rule]];
    if (listed.toSorted().join() !== known.toSorted().join()) throw new Error(`differences.json lists ${listed}; there are rules for ${known}`);
    this.#hits = new Map(listed.map((id) => [id, 0]));
  }

  /** Whether a rule explains why the two differ. */
  cover(input, reference, ours) {
    const [theirs, mine] = [reference.split(" "), ours.split(" ")];
    const id = input.kind === "S" ? refusal(input.messages, theirs, mine) : otherBase64(input.bytes, theirs, mine);
    if (id === undefined) return false;
    this.#hits.set(id, this.#hits.get(id) + 1);
    return true;
  }

  get stale() {
    return [...this.#hits].filter(([, hits]) => hits === 0).map(([id]) => id);
  }
}

/** Ours ends, refusing, where the reference goes on. Up to there the two must agree. */
function refusal(messages, theirs, mine) {
  const at = mine.length - 1;
  if (mine[at] !== "refused" || theirs[at] === "refused" || theirs.slice(0, at).join() !== mine.slice(0, at).join()) return undefined;
  // what is wrong with attachments shows with the last of them, and stands in the text before them
  const text = messages.slice(0, at + 1).findLast((one) => typeof one === "string");
  return Object.keys(predicates).find((one) => predicates[one](text));
}

/** Both take the payload, and only packets whose base64 holds such letters are not the same. */
function otherBase64(bytes, theirs, mine) {
  const packets = bytes.toString("utf8").split("\x1e");
  const isExplained = theirs.length === mine.length && theirs.every((one, at) => one === mine[at] || (mine[at] !== "refused" && one !== "refused" && hasForeignLetter(packets[at])));
  return isExplained ? base64Rule : undefined;
}
