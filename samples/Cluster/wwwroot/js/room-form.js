import { el } from "./dom.js";

/** The rooms that a client is in: each is a button that leaves it, and a field joins another. */
export class RoomForm {
  #list = el("ul", { "aria-label": "Joined rooms" });
  #room = el("input", { name: "room", placeholder: "A room to join", "aria-label": "Room", maxlength: "20", autocomplete: "off", autocapitalize: "off" });
  #change;

  constructor(change) {
    this.#change = change;
    this.element = el(
      "div", { class: "memberships" }, this.#list,
      el("form", { class: "join", onsubmit: (submit) => this.#join(submit) }, this.#room, el("button", { type: "submit" }, "Join")));
  }

  show(rooms) {
    this.#list.replaceChildren(...rooms.map((room) =>
      el("li", {}, el("button", { type: "button", "aria-label": `Leave #${room}`, onclick: () => this.#leave(room) }, `#${room} ×`))));
  }

  async #join(submit) {
    submit.preventDefault();
    const room = this.#room.value.trim().replace(/^#/, "");
    if (room.length > 0 && await this.#change("join", room)) {
      this.#room.value = "";
    }
  }

  async #leave(room) {
    await this.#change("leave", room);
    this.#room.focus(); // the button that had it is gone
  }
}
