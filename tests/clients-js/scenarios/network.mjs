/** Says when it is connected and when not any more, and does what it is told: ask for an echo, emit something large, leave. */
export default async function (stage) {
  const socket = stage.open("/", stage.args.options);
  socket.on("connect", () => stage.tell("connected", socket.id));
  socket.on("disconnect", (reason) => stage.tell("disconnected", reason));
  socket.on("news", (number) => stage.tell("news", number));

  for (;;) {
    const { what, size } = await stage.hear("do");
    if (what === "settle") {
      await stage.ready(socket);
      stage.tell("settled");
    } else if (what === "ask") {
      stage.tell("answer", await socket.emitWithAck("echo", "still there?"));
    } else if (what === "emit") {
      socket.emit("large", "x".repeat(size));
    } else {
      socket.off("disconnect");
      return;
    }
  }
}
