// Plays vectors against servers, one server per distinct option set.

import { canonical } from "./servers.mjs";

export async function playAll(vectors, servers, report) {
  for (const group of groupByOptions(vectors)) {
    if (!servers.accepts(group.options)) {
      report.skip(group.vectors.length);
      continue;
    }
    try {
      await servers.use(group.options, async (target) => {
        for (const vector of group.vectors) await report.check(vector.label, () => vector.play(target));
      });
    } catch (error) {
      report.fail(`server with ${canonical(group.options)}`, error);
    }
  }
}

function groupByOptions(vectors) {
  const groups = new Map();
  for (const vector of vectors) {
    const key = canonical(vector.options);
    if (!groups.has(key)) groups.set(key, { options: vector.options, vectors: [] });
    groups.get(key).vectors.push(vector);
  }
  return groups.values();
}
