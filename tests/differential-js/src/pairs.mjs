// Plays every dialogue against both servers, one pair of servers per option set.

import { fileURLToPath } from "node:url";
import { canonical, LaunchedServers } from "../../conformance-js/src/servers.mjs";
import { compare } from "./comparison.mjs";
import { masked } from "./masks.mjs";

const referenceFolder = fileURLToPath(new URL("../../conformance-js/", import.meta.url));
const togetherPerPair = 6;
const pairsAtOnce = 2;

/**
 * @param isListed whether a dialogue may show a difference
 * @param found called with every dialogue and its differences
 * @param failed called with the options and the error of a pair that did not start
 */
export async function playAll(dialogues, launch, isListed, found, failed) {
  const reference = new LaunchedServers(`"${process.execPath}" reference-server.mjs`, referenceFolder);
  const ours = new LaunchedServers(launch, process.cwd());
  await inParallel([...groupsOf(dialogues)], pairsAtOnce, ({ options, members }) =>
    reference.use(options, (left) =>
      ours.use(options, async (right) => {
        const alone = members.filter(({ isAlone }) => isAlone);
        await inParallel(members.filter(({ isAlone }) => !isAlone), togetherPerPair, async (dialogue) => {
          const differences = await playOne(dialogue, left, right);
          // With others beside it a server may be late for a moment that the dialogue counts on: a true difference shows again without them.
          if (differences.every((difference) => isListed(dialogue, difference))) found(dialogue, differences);
          else alone.push(dialogue);
        });
        for (const dialogue of alone) found(dialogue, await playOne(dialogue, left, right));
      }),
    ).catch((error) => failed(options, error)),
  );
}

async function playOne({ play, options }, left, right) {
  const [a, b] = await Promise.all([play(left), play(right)]);
  const what = { hidesOffsets: options.connectionStateRecovery !== undefined };
  return compare(masked(a, left, what), masked(b, right, what));
}

function groupsOf(dialogues) {
  const groups = new Map();
  for (const dialogue of dialogues) {
    const key = canonical(dialogue.options);
    if (!groups.has(key)) groups.set(key, { options: dialogue.options, members: [] });
    groups.get(key).members.push(dialogue);
  }
  return groups.values();
}

async function inParallel(items, limit, action) {
  const queue = [...items];
  await Promise.all(Array.from({ length: limit }, async () => {
    while (queue.length > 0) await action(queue.shift());
  }));
}
