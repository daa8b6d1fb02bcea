import assert from "node:assert/strict";

const breaches = {
  // Nothing may follow the array.
  "socket.io": (engine) => engine.write('2["x"]x'),
  // A second CONNECT for a namespace that the client is in.
  connect: (engine) => engine.write("0"),
  "engine.io": (engine) => send(engine, "9what"),
};

function send(engine, text) {
  if (engine.transport.name === "websocket") engine.transport.ws.send(text);
  else engine.transport.doWrite(text, () => {});
}

/** One way to part, told by `args.how`; the client says why it thinks it was parted. */
export default async function (stage) {
  const { how, breach } = stage.args;
  const socket = await stage.connect("/", { reconnection: false });
  const disconnected = stage.next(socket, "disconnect");
  stage.tell("connected", socket.id);
  if (how === "client") {
    await stage.hear("part");
    socket.disconnect();
  } else if (how === "close") {
    await stage.hear("part");
    socket.io.engine.close();
  } else if (how === "breach") {
    await stage.hear("part");
    breaches[breach](socket.io.engine);
  }
  const [reason] = await disconnected;
  assert.equal(socket.connected, false);
  stage.tell("disconnected", reason);
}
