import { equal } from "../check.mjs";

/** A namespace with a door: the wrong token is refused with message and data, the right one is welcome, on the same connection. */
export default async function (stage) {
  const main = await stage.connect("/", { query: { room: "blue & grün" } });
  equal(await stage.ask(main, "query", "room"), ["blue & grün"], "the query of the connection");

  const manager = main.io;
  const members = stage.join(manager, "/members", { token: "wrong" });
  equal(await stage.refusal(members), stage.generation.refusal("who are you?", { code: 42, tried: "wrong" }), "the refusal");
  equal(members.connected, false);
  equal(await stage.ask(main, "where"), ["/"], "the other namespace is as it was");

  stage.generation.authorize(members, { token: "sésame & co" });
  members.connect();
  await stage.next(members, "connect", stage.generation.refusedBy);
  equal(await stage.ask(members, "token"), ["sésame & co"]);

  const direct = await stage.connect("/members", { auth: { token: "sésame & co" } });
  equal(await stage.ask(direct, "token"), ["sésame & co"]);
}
