import { readControl } from "./control.js";

const interval = 1000;
const patience = 6000;

/**
 * How the cluster is: what the nodes say of themselves, which any of them collects from all, and what the program says that runs them.
 * It is asked once a second while somebody looks, and at once when something has happened.
 */
export class ClusterFeed extends EventTarget {
  cluster = { engine: null, recovers: false, nodes: [], rooms: [] };
  #panes = [];
  #isAsking = false;
  #isWanted = false;

  start(panes) {
    this.#panes = panes;
    setInterval(() => document.hidden || this.refresh(), interval);
    document.addEventListener("visibilitychange", () => document.hidden || this.refresh());
    this.refresh();
  }

  async refresh() {
    if (this.#isAsking) {
      this.#isWanted = true;
      return;
    }

    this.#isAsking = true;
    const [control, statuses] = await Promise.all([readControl(), this.#askNodes()]);
    this.cluster = combine(control, statuses);
    this.#isAsking = false;
    this.dispatchEvent(new Event("change"));
    if (this.#isWanted) {
      this.#isWanted = false;
      this.refresh();
    }
  }

  async #askNodes() {
    const socket = this.#panes.map((pane) => pane.socket).find((candidate) => candidate.connected);
    try {
      return (await socket?.timeout(patience).emitWithAck("cluster"))?.nodes ?? [];
    } catch {
      return []; // that node has gone; another one is asked the next time
    }
  }
}

function combine(control, statuses) {
  const byName = new Map(statuses.map((status) => [status.name, status]));
  const known = control?.nodes ?? statuses.map((status) => ({ name: status.name, state: "running" })).sort((a, b) => a.name.localeCompare(b.name));
  return {
    engine: control?.engine ?? null,
    recovers: control?.recovers ?? false,
    nodes: known.map((node) => ({ ...node, status: byName.get(node.name) ?? null, isControlled: control !== null })),
    rooms: roomsOf(statuses),
  };
}

function roomsOf(statuses) {
  const rooms = new Map();
  for (const { name: node, rooms: found } of statuses) {
    for (const { name, sockets } of found) {
      const room = rooms.get(name) ?? { name, sockets: 0, nodes: [] };
      room.sockets += sockets;
      room.nodes.push(node);
      rooms.set(name, room);
    }
  }

  return [...rooms.values()].sort((a, b) => a.name.localeCompare(b.name));
}
