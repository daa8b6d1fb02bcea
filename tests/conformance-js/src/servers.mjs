// One running server per distinct option set, started by a command that prints `listening <port>`.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { exchange } from "./rawRequest.mjs";

const startTimeout = 60_000;
const endTimeout = 5_000;

/** Starts servers by a command and ends each of them by the id of its own process group. */
export class LaunchedServers {
  #command;
  #directory;

  constructor(command, directory) {
    this.#command = command;
    this.#directory = directory;
  }

  accepts() {
    return true;
  }

  async use(options, action) {
    const child = spawn(this.#command, {
      cwd: this.#directory,
      shell: true,
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, SIO_OPTIONS: JSON.stringify(options) },
    });
    const interrupted = () => {
      signalGroup(child.pid, "SIGTERM");
      process.exit(1);
    };
    process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
    try {
      return await action({ host: "127.0.0.1", port: await announcedPort(child) });
    } finally {
      process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
      await end(child);
    }
  }
}

/** A server that runs already; only the vectors of its own option set can be played. */
export class RunningServer {
  #target;
  #options;

  static async at(url) {
    const { hostname, port } = new URL(url);
    const server = new RunningServer();
    server.#target = { host: hostname, port: Number(port || 80) };
    const response = await exchange(server.#target, { method: "GET", path: "/conformance/options" });
    server.#options = response.status === 200 ? JSON.parse(response.body) : {};
    return server;
  }

  accepts(options) {
    return canonical(options) === canonical(this.#options);
  }

  use(options, action) {
    return action(this.#target);
  }
}

/** A text that is equal for equal option sets, whatever the order of their keys. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${entries.join()}}`;
}

function announcedPort(child) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the server did not start in time")), startTimeout);
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      const port = /^listening (\d+)$/.exec(line.trim())?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with code ${code} before it listened`));
    });
  });
}

/** Ends the whole process group, since the command may have started processes of its own. */
async function end(child) {
  // its output closes when the last of those processes is gone
  const closed = child.stdout.closed ? Promise.resolve() : once(child.stdout, "close");
  signalGroup(child.pid, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child.pid, "SIGKILL"), endTimeout);
  await closed;
  clearTimeout(timer);
}

function signalGroup(id, signal) {
  try {
    process.kill(-id, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
