// Namespaces in which something happens when a client comes, and a memory of how clients went.
export function install(io) {
  io.of("/greets").on("connection", (socket) => {
    socket.emit("welcome", { a: 1 });
    socket.join("greeted");
    io.of("/greets").to(socket.id).emit("welcome", "to the room of one");
  });
  io.of("/middle").use((socket, next) => {
    socket.emit("from the middleware");
    next();
  });
  io.of("/middle").on("connection", (socket) => socket.emit("from the handler"));
  io.of("/slow").use((_, next) => setTimeout(next, 80));
  io.of("/slow").on("connection", (socket) => socket.emit("after all"));
  io.of("/two").use((_, next) => next());
  io.of("/two").use((_, next) => next(new Error("the second")));
  for (const [name, data] of [["text", "why"], ["list", [1, "two", null]], ["number", 0], ["false", false], ["object", { a: { b: [] } }]]) {
    io.of(`/refuses-${name}`).use((_, next) => next(Object.assign(new Error(`with ${name}`), { data })));
  }
  io.of("/leaves").on("connection", (socket) => socket.disconnect());
  io.of("/closes").on("connection", (socket) => socket.disconnect(true));
  io.of("/handshake").on("connection", (socket) => {
    const { query, headers, xdomain, secure, url, auth } = socket.handshake;
    socket.emit("handshake", [query.EIO, query.transport, query.a ?? null, headers["x-one"] ?? null, xdomain, secure, url.split("?")[0], auth]);
  });

  const endings = new Map();
  io.of("/reasons").on("connection", (socket) => {
    const seen = [];
    endings.set(socket.handshake.auth.key, seen);
    socket.join("a room");
    socket.on("disconnecting", (reason) => seen.push(`disconnecting: ${reason}, ${socket.rooms.size} rooms`));
    socket.on("disconnect", (reason) => seen.push(`disconnect: ${reason}, ${socket.rooms.size} rooms`));
    socket.on("leave-me", () => socket.disconnect());
    socket.on("close-me", () => socket.disconnect(true));
  });
  io.on("connection", (socket) => socket.on("how", (key, ack) => ack(endings.get(key) ?? null)));
}
