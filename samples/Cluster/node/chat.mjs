import { randomUUID } from "node:crypto";
import { readName, readRoom, readText, Refusal } from "./rules.mjs";
import { collectStatus, prefix } from "./status.mjs";

const maxRooms = 8;

/** What the clients may say, as in Nodes/ChatEvents.cs. */
export function attachChat(io, node) {
  io.on("connection", (socket) => {
    const from = readName(socket.handshake.auth);

    socket.on("say", answered((message) => {
      const text = readText(message);
      const room = message.room === undefined || message.room === null ? null : readRoom(message);
      const said = { id: randomUUID(), text, from, node: node.name, room, at: new Date().toISOString() };
      (room === null ? io : io.to(prefix + room)).emit("said", said);
      return { id: said.id };
    }));

    socket.on("join", answered((message) => {
      const room = readRoom(message);
      if (roomsOf(socket).length >= maxRooms) {
        throw new Refusal(`${maxRooms} rooms are enough`);
      }

      socket.join(prefix + room);
      return { rooms: roomsOf(socket) };
    }));

    socket.on("leave", answered((message) => {
      socket.leave(prefix + readRoom(message));
      return { rooms: roomsOf(socket) };
    }));

    socket.on("cluster", answered(() => collectStatus(io, node)));

    socket.emit("welcome", { node: node.name, runtime: node.runtime, rooms: roomsOf(socket) });
  });
}

function roomsOf(socket) {
  return [...socket.rooms].filter((room) => room.startsWith(prefix)).map((room) => room.slice(prefix.length)).sort();
}

/** The result is the ack, and a refusal is { error }. */
function answered(handler) {
  return async (...args) => {
    const ack = args.at(-1);
    const answer = await outcome(() => handler(args[0]));
    if (typeof ack === "function") {
      ack(answer);
    }
  };
}

async function outcome(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) {
      console.error(error);
    }

    return { error: error instanceof Refusal ? error.message : "This did not work" };
  }
}
