import assert from "node:assert/strict";

/** The connection breaks, again and again: each time the client gets its id back and what it has missed, in order. */
export default async function (stage) {
  const socket = stage.open("/", { reconnectionDelay: 300, reconnectionDelayMax: 300 });
  const inbox = stage.inbox(socket);
  await stage.ready(socket);
  assert.equal(socket.recovered, false);
  const { id } = socket;
  stage.tell("connected", id);
  await inbox.take("first");

  for (let round = 0; round < stage.args.rounds; round++) {
    const disconnected = stage.next(socket, "disconnect");
    const connected = stage.next(socket, "connect");
    socket.io.engine.close();
    await disconnected;
    stage.tell("lost");
    await connected;
    assert.equal(socket.recovered, stage.args.recovers);
    assert.equal(socket.id === id, stage.args.recovers);
    stage.tell("back", socket.id);
    if (!stage.args.recovers) break;
    await stage.settled(socket.io.engine);
    for (let i = 0; i < stage.args.missed; i++) assert.equal((await inbox.take("missed"))[0], i);
    const [bytes] = await inbox.take("binary");
    assert.deepEqual([...bytes], [round]);
    await inbox.take("direct");
    assert.equal(inbox.size, 0);
    // Cut no earlier than the server has looked at the socket: a closed one is in no rooms.
    await stage.hear("next");
  }

  await stage.hear("leave");
}
