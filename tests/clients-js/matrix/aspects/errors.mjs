import { equal, ok } from "../check.mjs";

/** Refused at the door, sent away by the server, and cut off after a breach of the protocol. */
export default async function (stage) {
  const refused = stage.open("/", { query: { refuse: "yes" } });
  equal(await stage.refusal(refused), stage.generation.refusal("not today"), "the refusal of the main namespace");
  equal(refused.connected, false);

  for (const event of ["kick", "close"]) {
    const socket = await stage.connect();
    const disconnected = stage.next(socket, "disconnect");
    socket.emit(event);
    equal((await disconnected)[0], "io server disconnect", `the reason after "${event}"`);
    equal(socket.connected, false);
  }

  // What no parser accepts: the server closes the session, and the client, which has done nothing wrong in its own eyes, returns.
  const socket = await stage.connect();
  const { id } = socket;
  const disconnected = stage.next(socket, "disconnect");
  socket.io.engine.write('2["x"]x');
  equal((await disconnected)[0], "transport close", "the reason after a breach");
  await stage.next(socket, "connect", stage.generation.refusedBy);
  ok(socket.id !== id, "the client has returned as a new socket");
}
