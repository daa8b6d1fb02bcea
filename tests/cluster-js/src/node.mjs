// A node of a cluster: the reference server with an official adapter.

import { createServer } from "node:http";
import { Server } from "socket.io";
import { brokers } from "./brokers.mjs";
import { tell } from "./conversation.mjs";
import { narrow } from "./operators.mjs";

export async function start({ name, broker, url, namespaces, recovers }) {
  const connection = await brokers[broker].connect(url);
  const http = createServer();
  const io = new Server(http, {
    adapter: brokers[broker].adapter(connection),
    ...(recovers ? { connectionStateRecovery: { skipMiddlewares: false } } : {}),
  });
  for (const namespace of namespaces) install(io.of(namespace), name);
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));

  const target = (args) => narrow(io.of(args.namespace), args);
  return {
    calls: {
      describe: () => ({ port: http.address().port }),
      emit: ({ target: to, name: event, args }) => void target(to).emit(event, ...args),
      emitWithAck: ({ target: to, name: event, args }) => answers((done) => target(to).emit(event, ...args, done)),
      join: ({ target: to, rooms }) => target(to).socketsJoin(rooms),
      leave: ({ target: to, rooms }) => target(to).socketsLeave(rooms),
      disconnect: ({ target: to, close }) => target(to).disconnectSockets(close),
      fetch: async ({ target: to }) => (await target(to).fetchSockets()).map(({ id, rooms, data, handshake }) => ({ id, rooms, data, handshake })),
      serverSideEmit: ({ namespace, name: event, args }) => void io.of(namespace).serverSideEmit(event, ...args),
      serverSideEmitWithAck: ({ namespace, name: event, args }) => answers((done) => io.of(namespace).serverSideEmit(event, ...args, done)),
      localSockets: () => namespaces.reduce((sum, namespace) => sum + io.of(namespace).sockets.size, 0),
      count: ({ namespace }) => io.of(namespace).adapter.serverCount(),
    },
    async end() {
      await io.close();
      await connection.close();
    },
  };
}

// The same application as on the other kind of node.
function install(namespace, name) {
  namespace.on("connection", (socket) => {
    socket.on("join", (rooms, done) => {
      socket.join(rooms);
      done();
    });
    socket.on("data", (data, done) => {
      Object.assign(socket.data, data);
      done();
    });
    socket.on("rooms", (done) => done([...socket.rooms]));
    socket.on("recovered", (done) => done(socket.recovered));
  });
  for (const event of ["hello", "bytes", "the end"]) namespace.on(event, (...args) => tell("heard", { namespace: namespace.name, name: event, args }));
  namespace.on("question", (silent, done) => silent !== name && done(name));
  namespace.on("turn", (bytes, done) => done(Buffer.from(bytes).reverse()));
}

function answers(ask) {
  return new Promise((resolve) => ask((error, responses) => resolve({ error: error?.message ?? null, answers: responses })));
}
