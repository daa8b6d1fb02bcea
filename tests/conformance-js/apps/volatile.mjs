// Events that may be dropped when the transport is not writable.
export function install(io) {
  for (const namespace of ["/", "/admin", "/refused"]) io.of(namespace).on("connection", listen);
}

function listen(socket) {
  socket.on("volatile-echo", (...args) => socket.volatile.emit("volatile-echo", ...args));
  socket.on("volatile-between", () => {
    socket.emit("before");
    socket.volatile.emit("between", Buffer.from([1]));
    socket.emit("after");
  });
  socket.on("volatile-twice", () => {
    socket.volatile.emit("first", Buffer.from([1]), Buffer.from([2]));
    socket.volatile.emit("second");
  });
  socket.on("volatile-broadcast", () => {
    socket.nsp.volatile.emit("first");
    socket.nsp.volatile.emit("second");
    socket.emit("third");
  });
}
