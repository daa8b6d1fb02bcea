// What the process that measures expects of a server: its port on one line, and an end with its own.

export const HOST = "127.0.0.1";

// The only option of Socket.IO that is not the default: 1 MiB of binary data must pass.
export const MAX_HTTP_BUFFER_SIZE = 4 * 1024 * 1024;

export function announce(port) {
  console.log(`listening ${port}`);
  process.stdin.on("end", () => process.exit(0)).resume();
}
