// The application both sides of a dialogue agree on; protocol-fixtures/README.md describes it.

const namespaces = ["/", "/admin", "/refused"];

const extensions = {
  // "volatile": an event whose answer may be dropped when the transport is not writable
  volatile: (socket) => {
    socket.on("volatile-echo", (...args) => socket.volatile.emit("volatile-echo", ...args));
  },
};

export function installApplication(io, name) {
  if (name !== undefined && extensions[name] === undefined) {
    throw new Error(`unknown application "${name}"`);
  }
  for (const namespace of namespaces) {
    io.of(namespace).on("connection", (socket) => {
      listen(socket);
      if (name !== undefined) extensions[name](socket);
    });
  }
  io.of("/refused").use((socket, next) => {
    const error = new Error("not authorized");
    error.data = { code: 42 };
    next(error);
  });
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
