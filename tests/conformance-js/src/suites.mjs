// Every vector as something that can be checked: `{label, check}` or, against a server, `{label, options, play}`.

import { parseDialogue } from "./dialogueScript.mjs";
import { playDialogue } from "./dialoguePlayer.mjs";
import { checkEnginePacket, checkEnginePayload } from "./enginePackets.mjs";
import { checkEnginePacketV3, checkEnginePayloadV3 } from "./enginePacketsV3.mjs";
import { readDialogues, readVectors } from "./fixtures.mjs";
import { checkMsgpackPacket } from "./msgpackPackets.mjs";
import { playError, playHandshake } from "./requests.mjs";
import { checkSocketError, checkSocketPacket } from "./socketPackets.mjs";

const parserSuites = [
  ["engine.io/v4/packets.json", checkEnginePacket],
  ["engine.io/v4/payloads.json", checkEnginePayload],
  ["engine.io/v3/packets.json", checkEnginePacketV3],
  ["engine.io/v3/payloads.json", checkEnginePayloadV3],
  ["socket.io/v5/packets.json", checkSocketPacket],
  ["socket.io/v5/binary.json", checkSocketPacket],
  ["socket.io/v5/errors.json", checkSocketError],
  ["msgpack/packets.json", checkMsgpackPacket],
];

/** The vectors that need no server. */
export function checkedVectors() {
  return parserSuites.flatMap(([file, check]) =>
    readVectors(file).map((vector) => ({ label: vector.label, check: () => check(vector) })),
  );
}

/** The vectors that are played against a server, each with the options that server must run with. */
export function playedVectors(isReference) {
  return [
    ...readVectors("engine.io/v4/handshakes.json").map((vector) => ({
      label: vector.label,
      options: vector.options ?? {},
      play: (target) => playHandshake(vector, target),
    })),
    ...readVectors("engine.io/v4/errors.json").map((vector) => ({
      label: vector.label,
      options: vector.options ?? {},
      play: (target) => playError(vector, target, isReference),
    })),
    ...readDialogues().map(({ label, text }) => {
      const script = parseDialogue(text);
      return { label, options: script.options, play: (target) => playDialogue(script, target) };
    }),
  ];
}
