import { equal, ok } from "../check.mjs";

/** The connection breaks: the client returns by itself, as a new socket, and delivers what it was told to emit meanwhile. */
export default async function (stage) {
  const line = stage.line();
  const socket = await stage.connect("/", { query: { line } });
  const news = stage.join(socket.io, "/news");
  await stage.ready(news);
  const ids = [socket.id, news.id];
  let attempts = 0;
  socket.io.on("reconnect_attempt", () => attempts++);
  const reconnected = stage.next(socket.io, "reconnect");
  const disconnected = Promise.all([stage.next(socket, "disconnect"), stage.next(news, "disconnect")]);
  await stage.cut(line);

  for (const [reason] of await disconnected) ok(["transport close", "transport error"].includes(reason), `the reason ${reason}`);
  socket.emit("number", 1);
  socket.emit("number", 2);
  const answer = stage.ask(socket, "numbers");
  const newsAnswer = stage.ask(news, "where");
  await reconnected;
  equal(await answer, [[1, 2]], "what was emitted meanwhile");
  equal(await newsAnswer, ["/news"], "the other namespace");
  await stage.settled(socket);
  ok(attempts > 0, "an attempt was told of");
  ok(socket.id !== ids[0] && news.id !== ids[1], "both sockets are new ones");
  equal(await stage.ask(socket, "where"), ["/"]);
}
