/** What the rooms of the chat are called among all rooms, of which each socket has one of its own. */
export const prefix = "room:";

/** Answers the other nodes when they ask how this one is. */
export function attachStatus(io, node) {
  io.on("status", (ack) => {
    if (typeof ack === "function") {
      ack(statusOf(io, node));
    }
  });
}

/** How all nodes are: the others are asked, and who does not answer in time is left out. */
export async function collectStatus(io, node) {
  return { nodes: [statusOf(io, node), ...await askOthers(io)] };
}

async function askOthers(io) {
  try {
    return await io.serverSideEmitWithAck("status");
  } catch (error) {
    return error.responses ?? [];
  }
}

function statusOf(io, node) {
  const { sockets, adapter } = io.of("/");
  const rooms = [...adapter.rooms]
    .filter(([room]) => room.startsWith(prefix))
    .map(([room, members]) => ({ name: room.slice(prefix.length), sockets: members.size }));
  return { name: node.name, runtime: node.runtime, sockets: sockets.size, uptime: Math.floor(process.uptime()), rooms };
}
