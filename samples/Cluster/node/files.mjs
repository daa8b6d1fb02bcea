import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../wwwroot/", import.meta.url));
const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Serves the page, which is the same from every node. */
export async function serveFiles(request, response) {
  try {
    const file = request.method === "GET" || request.method === "HEAD" ? await find(request.url) : null;
    if (file === null) {
      response.writeHead(404).end();
      return;
    }

    response.writeHead(200, { "Content-Type": types[extname(file)], "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff" });
    if (request.method === "HEAD") {
      response.end();
    } else {
      createReadStream(file).on("error", () => response.destroy()).pipe(response);
    }
  } catch (error) {
    console.error(error);
    response.destroy();
  }
}

async function find(url) {
  const path = decode(url.split("?")[0]);
  const file = path === null ? "" : normalize(join(folder, path === "/" ? "index.html" : path));
  if (!file.startsWith(folder) || !Object.hasOwn(types, extname(file)) || file.endsWith(sep)) {
    return null;
  }

  const found = await stat(file).catch(() => null);
  return found?.isFile() ? file : null;
}

function decode(path) {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes("\0") ? null : decoded;
  } catch {
    return null;
  }
}
