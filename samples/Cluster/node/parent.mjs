const patience = 5_000;

/** Ends this process when its input ends, which it also does when the process that started it is killed. */
export function stopWithParent(close) {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) {
      return;
    }

    isStopping = true;
    setTimeout(() => process.exit(1), patience).unref();
    try {
      await close();
      process.exit(0);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  };

  process.stdin.on("end", stop).on("error", stop).resume();
  process.on("SIGTERM", stop);
  // Ctrl+C reaches all processes of the terminal; who started this one says when it is its turn.
  process.on("SIGINT", () => {});
  // Nobody reads any more.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
}
