import assert from "node:assert/strict";
import { within } from "../src/within.mjs";

const names = ["Ann", "Bob", "Cleo"];

/** Three people in the chat of samples/Cluster, each on another node: what one says, all hear, also while each node is stopped and started again. */
export default async function (stage) {
  const people = [];
  for (const name of names) people.push(await join(stage, name));
  assert.equal(new Set(people.map((person) => person.node)).size, 3, "nginx takes turns, so each is on another node");

  const status = await statusOf(people[0], (nodes) => nodes.length === 3);
  stage.tell("cluster", status.map(({ name, runtime, sockets }) => ({ name, runtime, sockets })));

  await everyoneSays(people, "hello");
  await saysInARoom(people);

  for (const person of people) {
    const node = person.node;
    await stopAndSay(stage, people, node);
    await everyoneIsBack(people, node, stage.args.recovers);
    await everyoneSays(people, `without ${node}`);
    await change(stage, node, "start");
    await statusOf(people[0], (nodes) => nodes.length === 3);
    await everyoneSays(people, `with ${node}`);
    await goesBackTo(node, person);
  }
}

async function join(stage, name) {
  // Away for long enough to miss something.
  const socket = stage.open("/", { auth: { name }, reconnectionDelay: 300 });
  const person = { name, socket, heard: [], recoveries: [], node: null };
  socket.on("welcome", (welcome) => {
    if (person.node !== null) person.recoveries.push(socket.recovered === true);
    person.node = welcome.node;
  });
  socket.on("said", ({ from, text, room }) => person.heard.push(`${from}${room === null ? "" : ` in ${room}`}: ${text}`));
  socket.on("disconnect", () => (person.node = ""));
  await until(`${name} is connected`, () => person.node);
  return person;
}

async function everyoneSays(people, text) {
  for (const { socket } of people) assert.ok((await socket.emitWithAck("say", { text })).id);
  const expected = people.map(({ name }) => `${name}: ${text}`).sort();
  for (const person of people) {
    await until(`${person.name} hears "${text}" from all`, () => person.heard.filter((line) => line.endsWith(`: ${text}`)).length >= expected.length);
    assert.deepEqual(person.heard.filter((line) => line.endsWith(`: ${text}`)).sort(), expected);
  }
}

async function saysInARoom(people) {
  const [ann, bob, cleo] = people;
  for (const { socket } of [ann, cleo]) assert.deepEqual(await socket.emitWithAck("join", { room: "green" }), { rooms: ["green"] });
  const nodes = await statusOf(bob, (found) => found.flatMap(({ rooms }) => rooms).length === 2);
  assert.deepEqual(nodes.filter(({ rooms }) => rooms.length > 0).map(({ name }) => name).sort(), [ann.node, cleo.node].sort());
  assert.deepEqual(nodes.flatMap(({ rooms }) => rooms), [{ name: "green", sockets: 1 }, { name: "green", sockets: 1 }]);

  await bob.socket.emitWithAck("say", { text: "psst", room: "green" });
  for (const { heard } of [ann, cleo]) await until("the room hears it", () => heard.includes("Bob in green: psst"));
  await everyoneSays(people, "and all");
  assert.ok(!bob.heard.includes("Bob in green: psst"), "who is not in the room does not hear it");
  assert.deepEqual(await cleo.socket.emitWithAck("leave", { room: "green" }), { rooms: [] });
  for (const wrong of [{ room: "no spaces" }, { room: 5 }, {}, null]) assert.match((await bob.socket.emitWithAck("join", wrong)).error, /./);
  for (const wrong of [{ text: " " }, { text: "x".repeat(501) }, {}, null]) assert.match((await bob.socket.emitWithAck("say", wrong)).error, /./);
}

/** Says something while those are away who were on a node that is being stopped: they get it when they are back, once, if the engine keeps it. */
async function stopAndSay(stage, people, node) {
  const away = people.filter((person) => person.node === node);
  const stopped = change(stage, node, "stop");
  for (const person of away) await until(`${person.name} loses ${node}`, () => person.node !== node);
  const text = `while ${node} is away`;
  await people.find((person) => !away.includes(person)).socket.emitWithAck("say", { text });
  await stopped;
  for (const { name, heard } of stage.args.recovers ? people : []) {
    await until(`${name} hears "${text}"`, () => heard.some((line) => line.endsWith(text)));
    assert.equal(heard.filter((line) => line.endsWith(text)).length, 1, `${name} hears it once`);
  }
}

/** Somebody was on the node that has been stopped, and is on another one now, with what was said meanwhile where the engine keeps it. */
async function everyoneIsBack(people, stopped, recovers) {
  for (const person of people) await until(`${person.name} is on another node than ${stopped}`, () => person.node && person.node !== stopped);
  for (const { recoveries } of people) {
    assert.ok(recoveries.every((recovered) => recovered === recovers), `recovered: ${recoveries}, expected: ${recovers}`);
  }
}

/** Breaks the connection until its turn brings a client back to a node, so that each node has its own again. */
async function goesBackTo(node, person) {
  for (let attempt = 0; person.node !== node; attempt++) {
    assert.ok(attempt < 10, `${person.name} comes back to ${node}`);
    person.socket.io.engine.close();
    await until(`${person.name} is connected again`, () => person.node);
  }
}

async function statusOf({ socket }, isAsExpected) {
  let nodes = [];
  await until("the nodes know each other", async () => {
    ({ nodes } = await socket.emitWithAck("cluster"));
    return isAsExpected(nodes);
  }).catch((error) => {
    throw new Error(`${error.message}, but they are ${JSON.stringify(nodes)}`);
  });
  return nodes;
}

async function change(stage, node, verb) {
  const response = await fetch(`${stage.url}/control/${node}/${verb}`, { method: "POST" });
  assert.equal(response.status, 200, await response.clone().text());
}

function until(what, condition) {
  let isOver = false;
  return within(what, async (resolve, reject) => {
    while (!isOver) {
      try {
        if (await condition()) return resolve();
      } catch (error) {
        return reject(error);
      }

      await new Promise((wake) => setTimeout(wake, 20));
    }
  }).finally(() => (isOver = true));
}
