// The wire formats that a scenario can ask for with the argument "parser".

import msgpack from "socket.io-msgpack-parser-3";
import * as array from "./arrayParser.mjs";

export const parsers = { msgpack, array };
