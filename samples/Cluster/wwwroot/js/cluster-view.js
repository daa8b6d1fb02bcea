import { NodeCard } from "./node-card.js";
import { el, setText } from "./dom.js";

/** The cards of the nodes, and the rooms. */
export class ClusterView {
  #cards = new Map();
  #feed;
  #rooms = "";

  constructor(feed) {
    this.#feed = feed;
  }

  show(cluster) {
    if (cluster.engine !== null) {
      setText(document.getElementById("engine"), `through ${cluster.engine}`);
    }

    for (const node of cluster.nodes) {
      this.#cardOf(node.name).show(node);
    }

    this.#showRooms(cluster.rooms);
  }

  #cardOf(name) {
    if (!this.#cards.has(name)) {
      const card = new NodeCard(name, () => this.#feed.refresh());
      this.#cards.set(name, card);
      document.getElementById("nodes").append(card.element);
    }

    return this.#cards.get(name);
  }

  #showRooms(rooms) {
    const text = JSON.stringify(rooms);
    if (text === this.#rooms) {
      return;
    }

    this.#rooms = text;
    document.getElementById("no-rooms").hidden = rooms.length > 0;
    document.getElementById("rooms").replaceChildren(...rooms.map(roomItem));
  }
}

function roomItem({ name, sockets, nodes }) {
  const on = nodes.sort().flatMap((node, i) => [i > 0 ? ", " : "", el("span", { class: "on", "data-node": node }, node)]);
  return el("li", { "data-room": name }, el("b", {}, `#${name}`), ` ${sockets} ${sockets === 1 ? "socket" : "sockets"} on `, ...on);
}
