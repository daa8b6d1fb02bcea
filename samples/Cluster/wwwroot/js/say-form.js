import { el } from "./dom.js";

/** Says something, to all or to a room. */
export class SayForm {
  #text = el("input", { name: "text", placeholder: "Say something", "aria-label": "Message", maxlength: "500", autocomplete: "off", enterkeyhint: "send" });
  #room = el("select", { name: "room", "aria-label": "To", hidden: true }, el("option", { value: "" }, "all"));

  constructor(send) {
    this.element = el(
      "form", { class: "say", onsubmit: (submit) => this.#submit(submit, send) },
      this.#text, this.#room, el("button", { type: "submit", class: "primary" }, "Send"));
  }

  /** The rooms that can be written to. */
  showRooms(rooms) {
    const chosen = this.#room.value;
    this.#room.replaceChildren(el("option", { value: "" }, "all"), ...rooms.map((room) => el("option", { value: room }, `#${room}`)));
    this.#room.value = rooms.includes(chosen) ? chosen : "";
    this.#room.hidden = rooms.length === 0;
  }

  async #submit(submit, send) {
    submit.preventDefault();
    const text = this.#text.value.trim();
    if (text.length === 0) {
      return;
    }

    this.#text.value = "";
    const isSent = await send(text, this.#room.value === "" ? null : this.#room.value);
    if (isSent === null && this.#text.value === "") {
      this.#text.value = text;
    }
  }
}
