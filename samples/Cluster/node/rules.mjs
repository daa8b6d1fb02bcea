// The same rules as in Nodes/ChatRules.cs.
const maxText = 500;
const maxName = 20;
const roomName = /^[\p{L}\p{Nd}_-]{1,20}$/u;

/** What a client is told: it has asked for something that it cannot have. */
export class Refusal extends Error {}

export function readText(message) {
  const text = typeof message?.text === "string" ? message.text.trim() : "";
  if (text.length === 0 || text.length > maxText) {
    throw new Refusal(`A message has 1 to ${maxText} characters`);
  }

  return text;
}

export function readRoom(message) {
  const room = message?.room;
  if (typeof room !== "string" || !roomName.test(room)) {
    throw new Refusal("A room's name has 1 to 20 letters, digits, _ or -");
  }

  return room;
}

export function readName(auth) {
  const name = typeof auth?.name === "string" ? auth.name.trim() : "";
  return name.length > 0 && name.length <= maxName ? name : "Somebody";
}
