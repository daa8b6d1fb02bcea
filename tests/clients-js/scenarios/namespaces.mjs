import assert from "node:assert/strict";

/** Several namespaces over one connection, each with a socket and events of its own. */
export default async function (stage) {
  const manager = stage.manager();
  const main = manager.socket("/");
  const news = manager.socket("/news");
  await Promise.all([stage.ready(main), stage.ready(news)]);
  assert.equal(main.io, news.io);
  assert.notEqual(main.id, news.id);
  stage.tell("connected", { main: main.id, news: news.id, session: manager.engine.id });
  await stage.hear("counted");

  const [mainInbox, newsInbox] = [stage.inbox(main), stage.inbox(news)];
  assert.equal(await main.emitWithAck("where"), "/");
  assert.equal(await news.emitWithAck("where"), "/news");
  assert.deepEqual(await mainInbox.take("here"), ["/"]);
  assert.deepEqual(await newsInbox.take("here"), ["/news"]);

  news.disconnect();
  stage.tell("left");
  await stage.hear("counted");
  assert.equal(await main.emitWithAck("where"), "/", "the other namespace is as it was");

  const again = stage.next(news, "connect");
  news.connect();
  await again;
  assert.equal(await news.emitWithAck("where"), "/news");
  assert.equal(manager.engine.id !== undefined && main.connected, true);
  assert.equal(mainInbox.size + newsInbox.size, 2, "one event for each further question, none for the other namespace");
  stage.tell("returned", { session: manager.engine.id });
  await stage.hear("leave");
}
