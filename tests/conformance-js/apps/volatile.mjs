// An event whose answer may be dropped when the transport is not writable.
export function install(io) {
  for (const namespace of ["/", "/admin", "/refused"]) {
    io.of(namespace).on("connection", (socket) => {
      socket.on("volatile-echo", (...args) => socket.volatile.emit("volatile-echo", ...args));
    });
  }
}
