import { bytes } from "../bytes.mjs";
import { equal, ok } from "../check.mjs";

/** Two namespaces over one connection, one that is unknown, one that is left and entered again. */
export default async function (stage) {
  const manager = stage.manager();
  const main = stage.join(manager, "/");
  const news = stage.join(manager, "/news");
  await Promise.all([stage.ready(main), stage.ready(news)]);
  ok(main.id !== news.id, "each namespace has a socket of its own");
  const { engine } = manager;
  const inboxes = [stage.inbox(main, "echo"), stage.inbox(news, "echo")];

  equal(await stage.ask(main, "where"), ["/"]);
  equal(await stage.ask(news, "where"), ["/news"]);
  news.emit("echo", "for news", bytes([1]));
  equal(await inboxes[1].take("echo"), ["for news", bytes([1])]);

  equal(await stage.refusal(stage.join(manager, "/nowhere")), stage.generation.unknownNamespace, "an unknown namespace");
  equal(await stage.ask(news, "where"), ["/news"]);

  const { id } = news;
  equal(await stage.ask(main, "present", "/news", id), [true], "whether the socket is present");
  news.disconnect();
  equal(await stage.ask(main, "where"), ["/"], "after the other namespace was left");
  equal(await stage.ask(main, "present", "/news", id), [false], "whether the socket that left is present");
  news.connect();
  await stage.next(news, "connect");
  equal(await stage.ask(news, "where"), ["/news"]);
  ok(manager.engine === engine, "the connection was the same all the time");
  equal([inboxes[0].size, inboxes[1].size], [0, 0], "events of the wrong namespace");

  // Straight to a namespace, without asking for the main one.
  const direct = await stage.connect("/news");
  equal(await stage.ask(direct, "where"), ["/news"]);
}
