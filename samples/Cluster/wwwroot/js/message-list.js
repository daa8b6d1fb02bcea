import { el } from "./dom.js";

const most = 200;

/** What a client has heard, the newest last. */
export class MessageList {
  #list = el("ul", {});

  constructor(name) {
    // All three say the same: only the one is read aloud in which somebody is.
    this.element = el("div", { class: "messages", role: "log", "aria-live": "off", "aria-label": `Messages of ${name}`, tabindex: "0" }, this.#list);
    document.addEventListener("focusin", ({ target }) => {
      this.element.setAttribute("aria-live", this.element.parentElement.contains(target) ? "polite" : "off");
    });
  }

  add({ text, from, node, room, at }, isMissed) {
    this.#append(el(
      "li", { class: isMissed ? "message missed" : "message", title: new Date(at).toLocaleTimeString() },
      el("span", { class: "from" }, from), " ",
      el("span", { class: "origin", "data-node": node }, `via ${node}`), " ",
      room === null || room === undefined ? null : el("span", { class: "room" }, `#${room}`), " ",
      el("span", { class: "text" }, text)));
  }

  note(text, kind = "") {
    this.#append(el("li", { class: `note ${kind}` }, text));
  }

  #append(item) {
    const isAtEnd = this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < 40;
    this.#list.append(item);
    while (this.#list.children.length > most) {
      this.#list.firstChild.remove();
    }

    if (isAtEnd) {
      this.element.scrollTop = this.element.scrollHeight;
    }
  }
}
