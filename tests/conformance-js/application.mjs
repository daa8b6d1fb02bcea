// The application both sides of a dialogue agree on; protocol-fixtures/README.md describes it.

const namespaces = ["/", "/admin", "/refused"];

/** @param name another application of the folder apps, which is installed as well */
export async function installApplication(io, name) {
  for (const namespace of namespaces) io.of(namespace).on("connection", listen);
  io.of("/refused").use((socket, next) => {
    const error = new Error("not authorized");
    error.data = { code: 42 };
    next(error);
  });
  if (name === undefined) return;
  const { install } = await import(`./apps/${name}.mjs`);
  install(io);
}

function listen(socket) {
  socket.on("echo", (...args) => socket.emit("echo", ...args));
  socket.on("ask", (...args) => acknowledge(args, args.slice(0, -1)));
  socket.on("auth", (...args) => acknowledge(args, [socket.handshake.auth]));
  socket.on("join", (...args) => {
    socket.join(args[0]);
    acknowledge(args, []);
  });
  socket.on("room", (room, message) => socket.nsp.to(room).emit("room", message));
  socket.on("leave-me", () => socket.disconnect());
  socket.on("close-me", () => socket.disconnect(true));
  socket.on("server-ask", () => {
    socket.emit("question", (answer) => socket.emit("answer", answer));
  });
}

function acknowledge(args, answer) {
  const ack = args.at(-1);
  if (typeof ack === "function") ack(...answer);
}
