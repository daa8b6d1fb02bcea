// Every state of a session and of a socket with every type of packet: what comes of it, both servers must agree on.

const opened = { polling: ["open polling", "<"], websocket: ["open websocket", "<"] };
const connected = [...opened.websocket, "> 40", "<"];
const probing = [...opened.polling, "post 40", "poll", "upgrade", "> 2probe", "<"];

// What a state begins with, and how it is shown afterwards whether the session has outlived the packet.
const sessionStates = {
  "websocket": { steps: connected, after: ['> 42["echo","after"]', "wait 50"] },
  "websocket without a socket": { steps: opened.websocket, after: ["> 40", "wait 50"] },
  "websocket before a probe": { steps: [...opened.polling, "post 40", "poll", "upgrade"], after: ["wait 50", 'request POST /socket.io/?EIO=4&transport=polling&sid={sid}'] },
  "websocket while probing": { steps: probing, after: ["wait 50", "> 5", '> 42["echo","after"]', "wait 50"] },
  "websocket after an upgrade": { steps: [...probing, "> 5"], after: ['> 42["echo","after"]', "wait 50"] },
  "websocket while closing": { steps: [...connected, '> 42["close-me"]', "wait 50"], after: ["wait 50"] },
  "polling": { steps: [...opened.polling, "post 40", "poll"], after: ['post 42["echo","after"]', "poll"] },
  "polling without a socket": { steps: opened.polling, after: ["post 40", "poll"] },
  "polling after the client has closed": { steps: [...opened.polling, "post 40", "poll", "post 1"], after: ["gone"] },
  "polling while the server closes": { steps: [...opened.polling, "post 40", "poll", 'post 42["close-me"]'], after: ["poll", "gone"] },
};

const enginePackets = ["0", "0{}", "1", "1x", "2", "2probe", "3", "3probe", "4", "5", "6", "7", "x", "bAQID", "b"];

// The last one of each pair is a binary message.
const socketPackets = {
  "CONNECT": ["0"],
  "CONNECT to another": ["0/admin,"],
  "CONNECT to one that refuses": ["0/refused,"],
  "CONNECT to one that is not there": ["0/nowhere,"],
  "DISCONNECT": ["1"],
  "DISCONNECT from another": ["1/admin,"],
  "EVENT": ['2["echo",1]'],
  "EVENT to another": ['2/admin,["echo",1]'],
  "EVENT with an ack": ['20["ask",1]'],
  "ACK": ["30[]"],
  "ACK of another": ["3/admin,0[]"],
  "ACK without an id": ["3[]"],
  "CONNECT_ERROR": ['4{"message":"x"}'],
  "BINARY_EVENT": ['51-["echo",{"_placeholder":true,"num":0}]', Buffer.from([1, 2, 3])],
  "BINARY_EVENT to another": ['51-/admin,["echo",{"_placeholder":true,"num":0}]', Buffer.from([1, 2, 3])],
  "BINARY_EVENT without its attachment": ['51-["echo",{"_placeholder":true,"num":0}]'],
  "BINARY_ACK": ['61-0[{"_placeholder":true,"num":0}]', Buffer.from([1, 2, 3])],
  "an attachment": [Buffer.from([1, 2, 3])],
  "an unknown type": ["7"],
};

const socketStates = {
  "no socket": [],
  "connected": ["> 40", "<"],
  "connected to another": ["> 40/admin,", "<"],
  "connected to both": ["> 40", "<", "> 40/admin,", "<"],
  "refused": ["> 40/refused,", "<"],
  "disconnected by itself": ["> 40", "<", "> 41", "wait 20"],
  "disconnected by the server": ["> 40", "<", '> 42["leave-me"]', "<"],
  "within a binary event": ["> 40", "<", '> 451-["echo",{"_placeholder":true,"num":0}]'],
  "within a binary event for another": ["> 40", "<", "> 40/admin,", "<", '> 451-/admin,["echo",{"_placeholder":true,"num":0}]'],
};

/** Dialogues as `{label, text}`. */
export function stateMatrix() {
  return [...sessionRows(), ...socketRows()];
}

function sessionRows() {
  return Object.entries(sessionStates).flatMap(([state, { steps, after }]) =>
    enginePackets.map((packet) => ({
      label: `states/${state}, engine packet ${packet}`,
      text: [...steps, state.startsWith("polling") ? `post ${packet}` : `> ${packet}`, "wait 50", ...after].join("\n"),
    })),
  );
}

function socketRows() {
  return Object.entries(socketStates).flatMap(([state, steps]) =>
    Object.entries(socketPackets).map(([name, messages]) => ({
      label: `states/${state}, ${name}`,
      text: [...opened.websocket, ...steps, ...messages.map(sent), "wait 60", '> 42["echo","after"]', "wait 60"].join("\n"),
    })),
  );
}

function sent(message) {
  return typeof message === "string" ? `> 4${message}` : `>b ${message.toString("base64")}`;
}
