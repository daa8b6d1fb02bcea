import { equal } from "../check.mjs";

const values = [
  ["plain"], [""], ["日本語 テキスト", "👩‍👩‍👧‍👦 🚀"], ["\u0000\u001e\u2028\u2029 \"quotes\" \\ \\n / \n\r\t"], ["€".repeat(20_000)],
  [null, true, false, 0, -1, 1.5, Number.MAX_SAFE_INTEGER], [{ a: { "b c": [{ "": null }, "é"] } }, [[1, [2, [3]]]]], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [],
];
const hundred = Array.from({ length: 100 }, (_, i) => i);

/** Values of every kind come back as they were; a hundred events keep their order, both ways, and across an upgrade. */
export default async function (stage) {
  const socket = stage.open();
  await stage.next(socket, "connect", stage.generation.refusedBy);
  for (const number of hundred) socket.emit("number", number);
  await stage.settled(socket);
  equal(socket.io.engine.transport.name, ["polling", "jsonp"].includes(stage.settings.transport) ? "polling" : "websocket", "transport");
  equal(await stage.ask(socket, "numbers"), [hundred], "numbers that the server got");

  const inbox = stage.inbox(socket, "echo", "number", "événement 🎉");
  for (const value of values) {
    socket.emit("echo", ...value);
    equal(await inbox.take("echo"), value);
  }

  socket.emit("event", "événement 🎉", "name");
  equal(await inbox.take("événement 🎉"), ["name"]);
  socket.emit("count", 100);
  for (const number of hundred) equal(await inbox.take("number"), [number]);
  equal(inbox.size, 0, "events left over");
}
