import { equal, ok } from "../check.mjs";

/** The connection breaks and the client returns as the same socket, with what it has missed, in order. */
export default async function (stage) {
  const url = stage.settings.recoveryUrl;
  const other = await stage.connect("/", { url });
  const inbox = stage.inbox(other, "parted");
  const line = stage.line();

  // Other rows may talk to the same server.
  const room = `readers of ${line}`;
  const socket = await stage.connect("/", { url, query: { line }, reconnection: false });
  const news = stage.inbox(socket, "news");
  equal(socket.recovered, false);
  const { id } = socket;
  await stage.ask(socket, "join", room);
  await stage.ask(other, "publish", room, 0);
  equal((await news.take("news"))[0], 0);

  const disconnected = stage.next(socket, "disconnect");
  await stage.cut(line, url);
  await disconnected;
  while ((await inbox.take("parted"))[0] !== id);
  for (const number of [1, 2, 3]) await stage.ask(other, "publish", room, number);
  await stage.ask(other, "publish", `${room} too`, 4);

  socket.connect();
  await stage.next(socket, "connect", "connect_error");
  equal(socket.recovered, true, "recovered");
  equal(socket.id, id);
  for (const number of [1, 2, 3]) equal((await news.take("news"))[0], number);
  await stage.ask(other, "publish", room, 5);
  equal((await news.take("news"))[0], 5, "the room is still joined");
  ok(news.size === 0, "nothing came twice");
}
