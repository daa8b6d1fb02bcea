// socket.io-client 4 with the MessagePack parser.

import { io } from "socket.io-client";
import parser from "socket.io-msgpack-parser";

const options = { parser: "msgpack" };

export const scenarios = [["polling"], ["websocket"], ["polling", "websocket"]].flatMap((transports) => [
  {
    name: `values, bytes and acks over ${transports.join(" and ")}`,
    options,
    async play({ url, log, owns }) {
      const socket = owns(io(url, { parser, transports, forceNew: true, reconnection: false }));
      await new Promise((resolve) => socket.once("connect", resolve));
      const values = [0, -1, 1.5, 2 ** 31, 2 ** 53 - 1, -(2 ** 53 - 1), 1e300, true, null, "é😀", "x".repeat(300), [], [[1]], {}, { a: { b: [1, "2"] } }, Buffer.from([1, 2, 3])];
      for (const value of values) log("ask", await socket.emitWithAck("ask", value));
      socket.emit("echo", ...values);
      log("echo", await new Promise((resolve) => socket.once("echo", (...args) => resolve(args))));
      socket.emit("leave-me");
      log("left", await new Promise((resolve) => socket.once("disconnect", resolve)));
    },
  },
  {
    name: `namespaces over ${transports.join(" and ")}`,
    options,
    async play({ url, log, owns }) {
      for (const name of ["/admin", "/refused", "/unknown"]) {
        const socket = owns(io(`${url}${name}`, { parser, transports, forceNew: true, reconnection: false, auth: { a: 1 } }));
        const outcome = await new Promise((resolve) => {
          socket.once("connect", () => resolve("connect"));
          socket.once("connect_error", (error) => resolve(`${error.message} ${JSON.stringify(error.data)}`));
        });
        log(name, outcome);
        if (outcome === "connect") log("auth", await socket.emitWithAck("auth"));
      }
    },
  },
]);
