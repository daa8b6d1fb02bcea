// What is done to a text that was good.

const pieces = [
  "", " ", "\t", "\n", "\r\n", "\x1e", "\x1e\x1e", "\0", "\u00a0", "\ufeff", "\u2028", "é", "€", "😀", "\ud83d", "\udc00", "\uffff",
  "-", "--", ",", "/", "/a,", "?", "[", "]", "{", "}", '"', "\\", ":", "b", "b=", "bAQID", "bAQ-_", "4", "6", "7",
  "0", "1", "00", "10", "11", "-1", "+1", "1.0", "1e0", "1e1", "0x1", "0b1", "1_0", "١", "9007199254740991", "9007199254740993", "18446744073709551616",
  "1e400", "-0", "0.5", "NaN", "Infinity", "null", "true", "undefined", "[]", "{}", '["x"]', '"\\ud800"', '"\\u0063onnect"', '"disconnect"', '"newListener"',
  '{"_placeholder":true,"num":0}', '{"_placeholder":true,"num":1}', '{"_placeholder":true,"num":-1}', '{"_placeholder":true,"num":0.5}', '{"_placeholder":true,"num":"0"}',
  '{"_placeholder":true}', '{"_placeholder":1,"num":9}', '{"_placeholder":true,"num":9,"_placeholder":false}', '{"\\u005fplaceholder":true,"num":0}',
  '{"_placeholder":true,"num":0,"x":{"_placeholder":true,"num":9}}', '{"__proto__":{"_placeholder":true,"num":9}}', '{"__proto__":1,"toString":2,"constructor":3}',
  "51-", "52-/a,7", "61-1", "510-", "511-", "50-", "5", "2[", '2["',
];

export class Mutator {
  #random;
  #seeds;

  constructor(random, seeds) {
    this.#random = random;
    this.#seeds = seeds;
  }

  /** A text with none, one or a few mutations. */
  mutate(text) {
    const random = this.#random;
    let result = text;
    for (let left = random.below(4); left > 0; left--) result = this.#once(result);
    return result;
  }

  #once(text) {
    const random = this.#random;
    const at = random.below(text.length + 1);
    const [before, after] = [text.slice(0, at), text.slice(at)];
    switch (random.below(10)) {
      case 0: return before + String.fromCharCode(after.charCodeAt(0) ^ (1 << random.below(8))) + after.slice(1);
      case 1: return before + random.pick(pieces) + after;
      case 2: return before;
      case 3: return after;
      case 4: return before + after.slice(1 + random.below(4));
      case 5: return before + random.pick(this.#seeds).slice(random.below(8));
      case 6: return before + String(random.below(10)).repeat(1 + random.below(24)) + after;
      case 7: return before + after.slice(0, 6) + after;
      case 8: return before + random.pick(pieces) + after.slice(random.below(3));
      default: return this.#nest(before, after);
    }
  }

  /** Brackets around what follows, a few or very many. */
  #nest(before, after) {
    const depth = this.#random.chance(0.8) ? this.#random.below(4) : 55 + this.#random.below(20);
    const [open, close] = this.#random.chance(0.7) ? ["[", "]"] : ['{"a":', "}"];
    return `${before}${open.repeat(depth)}${this.#random.pick(pieces) || "1"}${close.repeat(depth)}${after}`;
  }
}
