// Namespaces that come into being when a client asks for them.
export function install(io) {
  const made = [];
  io.on("new_namespace", (namespace) => made.push(namespace.name));
  const pattern = io.of(/^\/dynamic-\d+$/);
  pattern.use((socket, next) => (socket.handshake.auth.refuse === true ? next(new Error("not you")) : next()));
  pattern.on("connection", (socket) => {
    socket.emit("in", socket.nsp.name);
    socket.on("all", (...args) => pattern.emit("said", ...args));
    socket.on("here", (...args) => socket.nsp.emit("said", ...args));
  });
  io.of((name, auth, next) => next(null, name.startsWith("/by-function-") && auth.key === "open")).on("connection", (socket) => socket.emit("in", socket.nsp.name));
  io.of((name, auth, next) => setTimeout(next, 50, null, name === "/later")).on("connection", (socket) => socket.emit("later", socket.nsp.name));
  io.on("connection", (socket) => socket.on("made", (prefix, ack) => ack(made.filter((name) => name.startsWith(prefix)))));
}
