// socket.io-client 4, as applications use it.

import { io } from "socket.io-client";

const transportSets = { polling: ["polling"], websocket: ["websocket"], upgrade: ["polling", "websocket"] };
const reconnects = { reconnection: true, reconnectionDelay: 20, reconnectionDelayMax: 40, randomizationFactor: 0 };

export const scenarios = Object.entries(transportSets).flatMap(([name, transports]) =>
  cases().map(({ name: what, play, ...rest }) => ({
    name: `${what} over ${name}`,
    ...rest,
    play: (stage) => play(stage, (path = "/", options = {}) => opened(stage, path, { transports, reconnection: false, forceNew: true, ...options }), transports),
  })),
);

function opened(stage, path, options) {
  const socket = stage.owns(io(`${stage.url}${path}`, options));
  socket.on("connect", () => stage.log(path, "connect", socket.recovered, typeof socket.id));
  socket.on("disconnect", (reason, details) => stage.log(path, "disconnect", reason, details?.message ?? details?.description ?? details));
  socket.on("connect_error", (error) => stage.log(path, "connect_error", error.message, error.type, error.data, typeof error.description === "number" ? error.description : undefined));
  return socket;
}

const connected = (socket) => new Promise((resolve) => socket.once("connect", resolve));
const ended = (socket) => new Promise((resolve) => socket.once("disconnect", resolve));
const failed = (socket) => new Promise((resolve) => socket.once("connect_error", resolve));

function cases() {
  return [
    {
      name: "connect, echo, leave",
      async play({ log }, open) {
        const socket = open();
        await connected(socket);
        socket.emit("echo", 1, "two", { three: [null, true] }, Buffer.from("four"));
        const echoed = await new Promise((resolve) => socket.once("echo", (...args) => resolve(args)));
        log("echo", echoed);
        socket.disconnect();
      },
    },
    {
      name: "acks in both directions",
      async play({ log }, open) {
        const socket = open();
        await connected(socket);
        log("ask", await socket.emitWithAck("ask", 1, { a: "é😀" }));
        log("ask bytes", await socket.emitWithAck("ask", Buffer.from([1, 2, 3])));
        socket.on("question", (answer) => answer("an answer"));
        socket.emit("server-ask");
        log("answer", await new Promise((resolve) => socket.once("answer", resolve)));
        const silent = await socket.timeout(100).emitWithAck("nobody hears").catch((error) => error.message);
        log("nobody", silent);
      },
    },
    {
      name: "auth",
      async play({ log }, open) {
        const socket = open("/", { auth: { token: "abc" } });
        await connected(socket);
        log("auth", await socket.emitWithAck("auth"));
        const later = open("/admin", { auth: (give) => give({ later: true }) });
        await connected(later);
        log("auth", await later.emitWithAck("auth"));
      },
    },
    {
      name: "refused by a middleware",
      async play(stage, open) {
        const socket = open("/refused");
        await failed(socket);
        stage.log(socket.active, socket.connected);
      },
    },
    {
      name: "unknown namespace",
      async play(stage, open) {
        const socket = open("/unknown");
        await failed(socket);
        stage.log(socket.active, socket.connected);
      },
    },
    {
      name: "several namespaces on one connection",
      async play({ log, owns }, open) {
        const main = open();
        await connected(main);
        const admin = owns(main.io.socket("/admin"));
        admin.on("disconnect", (reason) => log("/admin disconnect", reason));
        admin.once("connect", () => log("/admin connect"));
        await connected(admin);
        log("admin", await admin.emitWithAck("ask", "admin"));
        log("main", await main.emitWithAck("ask", "main"));
        admin.emit("leave-me");
        await ended(admin);
        log("main", await main.emitWithAck("ask", "main"));
      },
    },
    {
      name: "disconnected by the server",
      async play({ log }, open) {
        const socket = open();
        await connected(socket);
        socket.emit("leave-me");
        await ended(socket);
        log(socket.active);
      },
    },
    {
      name: "closed by the server",
      async play({ log }, open) {
        const socket = open();
        await connected(socket);
        socket.emit("close-me");
        await ended(socket);
        log(socket.active);
      },
    },
    {
      name: "reconnects after a lost connection",
      async play({ log }, open) {
        const socket = open("/", reconnects);
        socket.io.on("reconnect_attempt", (attempt) => log("reconnect_attempt", attempt));
        socket.io.on("reconnect", (attempt) => log("reconnect", attempt));
        await connected(socket);
        const again = connected(socket);
        socket.io.engine.close();
        socket.emit("echo", "buffered");
        await again;
        log("echo", await new Promise((resolve) => socket.once("echo", resolve)));
      },
    },
    {
      name: "rooms",
      async play({ log }, open, transports) {
        const [one, two] = [open(), open("/")];
        await Promise.all([connected(one), connected(two)]);
        const room = `clients-${transports.join("-")}`;
        log("join", await one.emitWithAck("join", room), await two.emitWithAck("join", room));
        const heard = [one, two].map((socket) => new Promise((resolve) => socket.once("room", (...args) => resolve(args))));
        one.emit("room", room, "to both");
        log("heard", await Promise.all(heard));
      },
    },
    {
      name: "heartbeats",
      options: { pingInterval: 80, pingTimeout: 2000 },
      async play({ log }, open) {
        const socket = open();
        await connected(socket);
        for (let count = 0; count < 3; count++) {
          await new Promise((resolve) => socket.io.once("ping", resolve));
          log("ping");
        }
        log("ask", await socket.emitWithAck("ask", "alive"));
      },
    },
    {
      name: "a packet that is too large",
      options: { maxHttpBufferSize: 1000 },
      async play({ log }, open, transports) {
        const socket = open();
        await connected(socket);
        log("maxPayload", socket.io.engine.maxPayload);
        if (transports.length > 1 && socket.io.engine.transport.name === "polling") await new Promise((resolve) => socket.io.engine.once("upgrade", resolve));
        socket.emit("echo", "x".repeat(2000));
        await ended(socket);
      },
    },
    {
      name: "many events in order",
      async play({ log }, open) {
        const socket = open();
        await connected(socket);
        const echoed = [];
        const all = new Promise((resolve) => socket.on("echo", (number) => echoed.push(number) === 200 && resolve()));
        for (let number = 0; number < 200; number++) socket.emit("echo", number);
        await all;
        log("in order", echoed.every((number, index) => number === index));
      },
    },
    {
      name: "forbidden",
      options: { allowRequest: { success: false, message: "not today" } },
      async play(stage, open) {
        await failed(open());
      },
    },
    {
      name: "another path",
      options: { path: "/my/path" },
      async play({ log }, open) {
        const socket = open("/", { path: "/my/path" });
        await connected(socket);
        log("ask", await socket.emitWithAck("ask", "there"));
        await failed(open("/", { path: "/other" }));
      },
    },
    {
      name: "query and extra headers",
      async play({ log }, open) {
        const socket = open("/", { query: { a: "1", b: "é &?" }, extraHeaders: { "x-one": "1" } });
        await connected(socket);
        log("ask", await socket.emitWithAck("ask"));
      },
    },
    {
      name: "events before the connection",
      async play({ log }, open) {
        const socket = open();
        socket.emit("echo", "early");
        log("echo", await new Promise((resolve) => socket.once("echo", resolve)));
      },
    },
  ];
}

