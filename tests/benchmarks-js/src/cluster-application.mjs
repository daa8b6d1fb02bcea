// The events that the nodes of a cluster answer, in the same way on every server under measurement.

const EVERYBODY = "everybody";

export function installCluster(io) {
  io.on("connection", (socket) => {
    socket.join(EVERYBODY);
    socket.on("broadcast", (text) => io.emit("tick", text));
    socket.on("room", (text) => io.to(EVERYBODY).emit("tick", text));
    socket.on("binary", (bytes) => io.emit("tick", bytes));

    // The event behind shows that the others are done.
    socket.on("regroup", (count) => {
      for (let i = 0; i < count; i++) {
        io.in(EVERYBODY).socketsJoin("room");
        io.in(EVERYBODY).socketsLeave("room");
      }
      io.emit("tick", "regrouped");
    });
  });
}
