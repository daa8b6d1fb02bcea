// Reads the text of a dialogue into steps; protocol-fixtures/README.md describes the verbs.

const verbs = new Set([
  "client", "open", "upgrade", ">", ">b", ">part", ">ping", ">frame", "<", "<b", "<pong",
  "post", "post-bytes", "post-start", "post-more", "post-end", "post-abort", "post-lost",
  "poll", "poll-bytes", "poll-start", "poll-end", "poll-abort", "request", "close", "closed", "drop", "gone", "wait",
]);
const answeredVerbs = new Set(["post", "post-bytes", "post-end", "poll", "poll-end", "request"]);

/** @param more {{verbs: string[], settings: string[]}} what a player knows besides: further verbs, and lines about the step that follows */
export function parseDialogue(text, more = { verbs: [], settings: [] }) {
  const script = { options: {}, steps: [] };
  let headers;
  let settings;
  text.split("\n").forEach((line, index) => {
    if (line.trim() === "" || line.startsWith("#")) return;
    const space = line.indexOf(" ");
    const verb = space < 0 ? line : line.slice(0, space);
    const rest = space < 0 ? "" : line.slice(space + 1).replaceAll("\\x1e", "\x1e");
    const previous = script.steps.at(-1);
    switch (verb) {
      case "option": {
        const [name, value] = splitOnce(rest, " ");
        script.options[name] = JSON.parse(value);
        return;
      }
      case "app":
        script.options.app = rest;
        return;
      case "header": {
        const [name, value] = splitOnce(rest, ": ");
        headers = { ...headers, [name]: value };
        return;
      }
      case "status":
      case "body":
        if (!answeredVerbs.has(previous?.verb)) throw new Error(`line ${index + 1}: "${verb}" follows no request`);
        previous[verb] = verb === "status" ? Number(rest) : rest;
        return;
    }
    if (more.settings.includes(verb)) {
      settings = { ...settings, [verb]: rest };
      return;
    }
    if (!verbs.has(verb) && !more.verbs.includes(verb)) throw new Error(`line ${index + 1}: unknown verb "${verb}"`);
    script.steps.push({ line: index + 1, verb, rest, headers, ...settings });
    headers = undefined;
    settings = undefined;
  });
  return script;
}

export function splitOnce(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
