// A stock client at work: what it tells its application, in order, is the recording.

import { Transcript } from "./transcript.mjs";

const scenarioTimeout = 15_000;

/** @param play {(stage: {url, log, until}) => Promise<void>} */
export async function recordScenario(play, target) {
  const transcript = new Transcript();
  const cleanups = [];
  const stage = {
    url: `http://${target.host}:${target.port}`,
    log: (...what) => transcript.add("the client", "event", what.map(told).join(" ")),
    /** Ends with the scenario. */
    owns: (client) => {
      cleanups.push(client);
      return client;
    },
  };
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, scenarioTimeout, "late")));
  try {
    if ((await Promise.race([play(stage), late])) === "late") stage.log("nothing more happens");
  } catch (error) {
    stage.log("the scenario fails:", error.message);
  } finally {
    clearTimeout(timer);
    transcript.close();
    for (const client of cleanups) client.close();
  }
  return transcript;
}

function told(value) {
  if (typeof value === "string") return value;
  return JSON.stringify(value, (_, item) => (item === undefined ? "(undefined)" : item?.type === "Buffer" ? `bytes ${Buffer.from(item.data).toString("hex")}` : item)) ?? "(undefined)";
}
