// A process that only emits, by an official emitter.

import { brokers } from "./brokers.mjs";
import { narrow } from "./operators.mjs";

export async function start({ broker, url }) {
  const connection = await brokers[broker].connect(url);
  const emitter = brokers[broker].emitter(connection);
  const of = (namespace) => (namespace === "/" ? emitter : emitter.of(namespace));
  const target = (args) => narrow(of(args.namespace), args);
  return {
    calls: {
      emit: ({ target: to, name, args }) => void target(to).emit(name, ...args),
      join: ({ target: to, rooms }) => void target(to).socketsJoin(rooms),
      leave: ({ target: to, rooms }) => void target(to).socketsLeave(rooms),
      disconnect: ({ target: to, close }) => void target(to).disconnectSockets(close),
      serverSideEmit: ({ namespace, name, args }) => void of(namespace).serverSideEmit(name, ...args),
    },
    end: () => connection.close(),
  };
}
