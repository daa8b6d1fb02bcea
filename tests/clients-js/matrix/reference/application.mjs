// The application of the matrix on the Node.js server; MatrixApplication.cs is the same on ours.

export function installApplication(io) {
  for (const name of ["/", "/news", "/members"]) {
    io.of(name).on("connection", (socket) => listen(io, socket));
  }
  io.of("/").use((socket, next) => next(socket.handshake.query.refuse === undefined ? undefined : new Error("not today")));
  io.of("/members").use((socket, next) => {
    const { token } = socket.handshake.auth;
    next(token === "sésame & co" ? undefined : Object.assign(new Error("who are you?"), { data: { code: 42, tried: token } }));
  });
}

function listen(io, socket) {
  const numbers = [];
  socket.on("echo", (...args) => socket.emit("echo", ...args));
  socket.on("event", (name, ...args) => socket.emit(name, ...args));
  socket.on("number", (number) => numbers.push(number));
  socket.on("numbers", (answer) => answer(numbers));
  socket.on("count", (count) => {
    for (let i = 0; i < count; i++) socket.emit("number", i);
  });
  socket.on("size", (data, answer) => answer(data.byteLength));
  socket.on("make-bytes", (count) => socket.emit("bytes", { made: Buffer.from(Array.from({ length: count }, (_, i) => i)) }));
  socket.on("ask", (...args) => args.pop()(...args));
  socket.on("silent", () => {});
  for (const name of ["ask-me", "ask-me-binary"]) socket.on(name, (...args) => socket.emit(...args, (...answer) => socket.emit("answered", ...answer)));
  socket.on("ask-me-soon", (name) => socket.timeout(100).emit(name, (error) => socket.emit(error === null ? "answered" : "gave-up")));
  socket.on("where", (answer) => answer(socket.nsp.name));
  socket.on("present", (name, id, answer) => answer(io.of(name).sockets.has(id)));
  socket.on("query", (name, answer) => answer(socket.handshake.query[name]));
  socket.on("token", (answer) => answer(socket.handshake.auth.token));
  socket.on("kick", () => socket.disconnect());
  socket.on("close", () => socket.disconnect(true));
  socket.on("join", (room, answer) => {
    socket.join(room);
    answer();
  });
  socket.on("publish", (room, number, answer) => {
    io.to(room).emit("news", number);
    answer();
  });
  socket.on("disconnect", () => socket.broadcast.emit("parted", socket.id));
}
