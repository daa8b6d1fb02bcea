// socket.io-client 2, which speaks the third revision.

import io from "socket.io-client-v2";

const options = { allowEIO3: true };

export const scenarios = [["polling"], ["websocket"], ["polling", "websocket"]].flatMap((transports) => {
  const name = transports.join(" and ");
  const opened = ({ url, log, owns }, path = "/") => {
    const socket = owns(io(`${url}${path}`, { transports, forceNew: true, reconnection: false }));
    socket.on("connect", () => log(path, "connect"));
    socket.on("disconnect", (reason) => log(path, "disconnect", reason));
    socket.on("error", (error) => log(path, "error", error));
    socket.on("connect_error", (error) => log(path, "connect_error", error.message, error.type, typeof error.description === "number" ? error.description : undefined));
    return socket;
  };
  const next = (socket, event) => new Promise((resolve) => socket.once(event, (...args) => resolve(args)));
  return [
    {
      name: `events, bytes and acks over ${name}`,
      options,
      async play(stage) {
        const socket = opened(stage);
        await next(socket, "connect");
        socket.emit("echo", 1, "é😀", { a: [null] }, Buffer.from([1, 2, 3]));
        stage.log("echo", await next(socket, "echo"));
        stage.log("ask", await new Promise((resolve) => socket.emit("ask", "q", Buffer.from([4]), (...args) => resolve(args))));
        socket.on("question", (answer) => answer("yes"));
        socket.emit("server-ask");
        stage.log("answer", await next(socket, "answer"));
        socket.emit("close-me");
        await next(socket, "disconnect");
      },
    },
    {
      name: `namespaces over ${name}`,
      options,
      async play(stage) {
        const socket = opened(stage, "/admin?token=abc");
        await next(socket, "connect");
        stage.log("auth", await new Promise((resolve) => socket.emit("auth", (...args) => resolve(args))));
        await next(opened(stage, "/refused"), "error");
        await next(opened(stage, "/unknown"), "error");
      },
    },
    {
      name: `not let in over ${name}`,
      async play(stage) {
        await next(opened(stage), "connect_error");
      },
    },
  ];
});
