/** Connects, then ends the process without a goodbye. */
export default async function (stage) {
  await stage.connect();
  stage.tell("connected");
  await stage.hear("vanish");
  process.kill(process.pid, "SIGKILL");
}
