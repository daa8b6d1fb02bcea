// The events that every Socket.IO server under measurement answers, in the same way.

const ECHOES = ["echo", "echo-json", "echo-bytes"];

export function install(io) {
  io.on("connection", (socket) => {
    for (const name of ECHOES) {
      socket.on(name, (argument) => socket.emit(name, argument));
    }

    socket.on("ack", (text, acknowledge) => acknowledge?.(text));
    socket.on("broadcast", (text) => io.emit("tick", text));
    socket.on("join", (room, acknowledge) => {
      socket.join(room);
      acknowledge?.();
    });
    socket.on("room", (room, text) => io.to(room).emit("room", text));
    socket.on("message", (room, text, acknowledge) => {
      io.to(room).emit("message", text);
      acknowledge?.();
    });
    socket.on("typing", (room) => socket.to(room).emit("typing"));
  });
}
