// engine.io-client 6 on the engine below Socket.IO, its path given.

import { Socket } from "engine.io-client";

const transportSets = { polling: ["polling"], websocket: ["websocket"], upgrade: ["polling", "websocket"] };

export const scenarios = Object.entries(transportSets).flatMap(([name, transports]) => [
  {
    name: `open, CONNECT, close over ${name}`,
    async play(stage) {
      const engine = opened(stage, transports);
      await next(engine, "open");
      if (transports.length > 1) await next(engine, "upgrade");
      engine.send("0");
      const answer = await next(engine, "message");
      stage.log("answer", answer.replace(/"sid":"[^"]{20}"/, '"sid":"(id)"'));
      engine.send('2["echo","é😀"]');
      stage.log("answer", await next(engine, "message"));
      const closed = next(engine, "close");
      engine.close();
      await closed;
    },
  },
  {
    name: `closed for a broken packet over ${name}`,
    async play(stage) {
      const engine = opened(stage, transports);
      await next(engine, "open");
      if (transports.length > 1) await next(engine, "upgrade");
      const closed = next(engine, "close");
      engine.send("x");
      await closed;
    },
  },
  {
    name: `heartbeats over ${name}`,
    options: { pingInterval: 90, pingTimeout: 2500 },
    async play(stage) {
      const engine = opened(stage, transports);
      await next(engine, "open");
      for (let count = 0; count < 3; count++) await next(engine, "heartbeat");
      stage.log("alive", engine.readyState);
    },
  },
  {
    name: `refused over ${name}`,
    options: { allowRequest: { success: false } },
    async play(stage) {
      const engine = opened(stage, transports);
      await next(engine, "close");
    },
  },
]);

function opened(stage, transports) {
  const engine = stage.owns(new Socket(stage.url, { path: "/socket.io/", transports }));
  engine.on("handshake", ({ upgrades, pingInterval, pingTimeout, maxPayload }) => stage.log("handshake", { upgrades, pingInterval, pingTimeout, maxPayload }));
  engine.on("upgrade", (transport) => stage.log("upgrade", transport.name));
  engine.on("error", (error) => stage.log("error", error.message, error.type, error.description?.constructor === Number ? error.description : undefined));
  engine.on("close", (reason, details) => stage.log("close", reason, details?.message));
  return engine;
}

const next = (emitter, event) => new Promise((resolve) => emitter.once(event, resolve));
