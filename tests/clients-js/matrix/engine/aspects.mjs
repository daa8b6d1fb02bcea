import { pattern as bytes } from "../bytes.mjs";
import { equal } from "../check.mjs";

const texts = ["plain", "日本語 🚀", "\u0000\u2028 \"\\n\" \n", "€".repeat(20_000), "4", "b64", "1:2"];

async function text(stage) {
  const socket = await stage.connect();
  const inbox = stage.inbox(socket, "message");
  for (const value of texts) {
    socket.send(value);
    equal(await inbox.take("message"), value);
  }
  for (let i = 0; i < 100; i++) socket.send(`number ${i}`);
  for (let i = 0; i < 100; i++) equal(await inbox.take("message"), `number ${i}`);
  equal(inbox.size, 0, "messages left over");
}

async function binary(stage) {
  const socket = await stage.connect();
  const inbox = stage.inbox(socket, "message");
  for (const value of [bytes(1), bytes(256), bytes(70_000)]) {
    socket.send(value);
    equal(await inbox.take("message"), value);
  }
  for (let i = 1; i < 50; i++) {
    socket.send(bytes(i, i));
    socket.send(`téxt ${i}`);
  }
  for (let i = 1; i < 50; i++) {
    equal(await inbox.take("message"), bytes(i, i));
    equal(await inbox.take("message"), `téxt ${i}`);
  }
}

/** A session lives on for longer than the server would keep a silent one. */
async function heartbeat(stage) {
  const { heartbeatUrl, pingInterval, pingTimeout } = stage.settings;
  const socket = await stage.connect(heartbeatUrl);
  const inbox = stage.inbox(socket, "pong", "message");
  for (let time = 0; time < pingTimeout + 3 * pingInterval; time += pingInterval) await inbox.take("pong");
  socket.send("alive");
  equal(await inbox.take("message"), "alive");
}

/** Either side closes; both know why. */
async function close(stage) {
  const leaving = await stage.connect();
  const left = stage.next(leaving, "close");
  const { id } = leaving;
  leaving.close();
  equal((await left)[0], "forced close");
  equal(await stage.reasonOf(id), "transport close");

  const closed = await stage.connect();
  const told = stage.next(closed, "close");
  const closedId = closed.id;
  closed.send("close-me");
  equal((await told)[0], "transport close");
  equal(await stage.reasonOf(closedId), "forced close");
}

/** In the order of the columns of docs/clients.md. */
export const aspects = [
  { name: "text", play: text },
  { name: "binary", play: binary },
  { name: "heartbeat", play: heartbeat },
  { name: "close", play: close },
];
