import { ClusterView } from "./cluster-view.js";
import { ClusterFeed } from "./cluster-feed.js";
import { Pane } from "./pane.js";

const feed = new ClusterFeed();
const panes = ["Ann", "Bob", "Cleo"].map((name) => new Pane(name, { onChange: () => feed.refresh() }));
const view = new ClusterView(feed);

document.getElementById("panes").append(...panes.map((pane) => pane.element));
feed.addEventListener("change", () => view.show(feed.cluster));
feed.start(panes);

// One after the other, so that nginx, which takes turns, gives each of them another node.
for (const pane of panes) {
  await pane.connect();
}
