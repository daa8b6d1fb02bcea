import { change } from "./control.js";
import { announce, el, setText } from "./dom.js";

const words = { running: "running", starting: "starting …", stopping: "stopping …", stopped: "stopped" };

/** One node: what it is, how it is, and the button that stops it or starts it again. */
export class NodeCard {
  #name;
  #onChange;
  #title;
  #state = el("span", { class: "state" });
  #facts = el("p", { class: "facts" });
  #button = el("button", { type: "button", onclick: () => this.#toggle() });
  #verb = "stop";

  constructor(name, onChange) {
    this.#name = name;
    this.#onChange = onChange;
    this.#title = el("h3", {}, name);
    this.element = el("li", { class: "card", "data-node": name }, this.#title, this.#state, this.#facts, this.#button);
  }

  show({ state, status, runtime, isControlled }) {
    // It runs, but has not found the others yet, or they have not found it.
    const isAlone = state === "running" && status === null;
    this.element.dataset.state = state;
    this.element.dataset.answers = status === null ? "no" : "yes";
    setText(this.#state, isAlone ? "no answer" : words[state]);
    this.#showFacts(status, runtime);
    this.#verb = state === "stopped" ? "start" : "stop";
    this.#button.hidden = !isControlled;
    this.#button.disabled = state === "starting" || state === "stopping";
    setText(this.#button, this.#verb === "start" ? "Start it again" : "Stop this node");
    this.#button.setAttribute("aria-label", this.#verb === "start" ? `Start ${this.#name} again` : `Stop node ${this.#name}`);
  }

  #showFacts(status, runtime) {
    const facts = status === null
      ? [el("span", {}, runtime ?? "")]
      : [
        el("span", {}, status.runtime),
        el("span", {}, el("b", { class: "sockets" }, String(status.sockets)), status.sockets === 1 ? " socket" : " sockets", `, up ${duration(status.uptime)}`),
      ];
    this.#facts.replaceChildren(...facts);
  }

  async #toggle() {
    const verb = this.#verb;
    this.#button.disabled = true;
    announce(`${verb === "stop" ? "Stopping" : "Starting"} ${this.#name}`);
    try {
      const done = change(this.#name, verb);
      this.#onChange();
      await done;
      announce(`${this.#name} is ${verb === "stop" ? "stopped" : "running"}`);
    } catch (error) {
      announce(error.message);
    }

    this.#onChange();
  }
}

function duration(seconds) {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
