// Rooms, and all the ways to reach those who are in them.
export function install(io) {
  io.on("connection", (socket) => {
    socket.on("to", (rooms, except, ...args) => io.to(rooms).except(except).emit("said", ...args));
    socket.on("others", (rooms, ...args) => (rooms.length > 0 ? socket.to(rooms) : socket.broadcast).emit("said", ...args));
    socket.on("everyone", (...args) => io.emit("said", ...args));
    socket.on("plain", (...args) => socket.compress(false).emit("said", ...args));
    socket.on("leave", (room, ack) => {
      socket.leave(room);
      ack();
    });
    socket.on("rooms", (ack) => ack([...socket.rooms].filter((room) => room !== socket.id).sort()));
    socket.on("pull", (room, other, ack) => {
      io.in(room).socketsJoin(other);
      ack();
    });
    socket.on("push", (room, other, ack) => {
      io.in(room).socketsLeave(other);
      ack();
    });
    socket.on("throw-out", (room, close) => io.in(room).disconnectSockets(close));
    socket.on("count", async (room, ack) => ack((await io.in(room).fetchSockets()).length));
    socket.on("ask-room", (room, ms) => {
      io.to(room).timeout(ms).emit("question", (error, answers) => socket.emit("answers", error !== null, answers));
    });
    socket.on("ask-me", (ms) => {
      socket.timeout(ms).emit("question", (error, answer) => socket.emit("answer", error !== null, answer ?? null));
    });
  });
}
