import { el, setText } from "./dom.js";
import { MessageList } from "./message-list.js";
import { RoomForm } from "./room-form.js";
import { SayForm } from "./say-form.js";

const patience = 8000;
const absence = 5000;

/** One client: a connection of its own, what it hears, and what it can say. */
export class Pane {
  #name;
  #onChange;
  #messages;
  #rooms = new RoomForm((verb, room) => this.#change(verb, room));
  #say = new SayForm((text, room) => this.#send(text, room));
  #where = el("span", { class: "where", role: "status" }, "connecting …");
  #cut = el("button", { type: "button", disabled: true, onclick: () => this.#leaveForAWhile() }, "Cut for 5 s");
  #joined = [];
  #isAway = true;
  #missed = 0;
  #node = null;

  constructor(name, { onChange }) {
    this.#name = name;
    this.#onChange = onChange;
    this.#messages = new MessageList(name);
    this.#cut.setAttribute("aria-label", `Cut the connection of ${name} for 5 seconds`);
    this.element = this.#build();

    // A connection of its own for each pane; WebSocket alone needs no affinity of the proxy.
    this.socket = io({ transports: ["websocket"], forceNew: true, autoConnect: false, auth: { name } });
    this.socket.on("welcome", (welcome) => this.#welcomed(welcome));
    this.socket.on("said", (message) => this.#heard(message));
    this.socket.on("disconnect", () => this.#lost());
  }

  /** Connects, and waits until it is done, or for a while. */
  connect() {
    const connected = new Promise((resolve) => {
      this.socket.once("welcome", resolve);
      setTimeout(resolve, patience);
    });
    this.socket.connect();
    return connected;
  }

  #build() {
    const title = el("h2", { id: `pane-${this.#name}` }, this.#name);
    return el(
      "section", { class: "pane", "aria-labelledby": title.id, "data-pane": this.#name },
      el("header", {}, title, this.#where, this.#cut),
      this.#messages.element,
      el("footer", {}, this.#say.element, this.#rooms.element));
  }

  async #welcomed({ node, runtime, rooms }) {
    const isBack = this.socket.recovered;
    this.#isAway = false;
    this.element.dataset.node = node;
    this.element.dataset.state = "connected";
    this.#where.replaceChildren("on ", el("b", {}, node), `, ${runtime.split(" ")[0]}`);
    this.#cut.disabled = false;
    this.#note(node, isBack);
    this.#node = node;
    if (isBack || this.#joined.length === 0) {
      this.#showRooms(rooms);
    } else {
      // A new session is in no room.
      for (const room of this.#joined) {
        await this.#change("join", room);
      }
    }

    this.#onChange();
  }

  #note(node, isBack) {
    if (isBack) {
      const missed = this.#missed === 0 ? "nothing was missed" : `${this.#missed} missed ${this.#missed === 1 ? "message" : "messages"} above`;
      this.#messages.note(`Recovered on ${node}: the same session, ${missed}.`, "recovered");
    } else {
      this.#messages.note(this.#node === null ? `Connected to ${node}.` : `Connected to ${node}, as a new session.`);
    }
  }

  #heard(message) {
    // What it has missed comes before the welcome.
    const isMissed = this.#isAway && this.socket.recovered;
    this.#messages.add(message, isMissed);
    this.#missed += isMissed ? 1 : 0;
  }

  #lost() {
    this.#isAway = true;
    this.#missed = 0;
    this.element.dataset.state = "lost";
    this.#cut.disabled = true;
    setText(this.#where, "connection lost, looking for another node …");
    this.#messages.note(`The connection to ${this.#node} is lost.`, "problem");
  }

  // As a phone in a tunnel: the connection breaks, and is not made again before a while.
  #leaveForAWhile() {
    const manager = this.socket.io;
    manager.reconnection(false);
    manager.engine.close();
    setTimeout(() => {
      manager.reconnection(true);
      this.socket.connect();
    }, absence);
  }

  #send(text, room) {
    return this.#ask("say", { text, room });
  }

  async #change(verb, room) {
    const answer = await this.#ask(verb, { room });
    if (answer !== null) {
      this.#showRooms(answer.rooms);
      this.#onChange();
    }

    return answer !== null;
  }

  #showRooms(rooms) {
    this.#joined = rooms;
    this.#rooms.show(rooms);
    this.#say.showRooms(rooms);
  }

  /** The answer, or null if it was refused or did not come. */
  async #ask(event, request) {
    try {
      const answer = await this.socket.timeout(patience).emitWithAck(event, request);
      if (answer.error === undefined) {
        return answer;
      }

      this.#messages.note(`${answer.error}.`, "problem");
    } catch {
      this.#messages.note("No answer came: nobody knows whether it has arrived.", "problem");
    }

    return null;
  }
}
