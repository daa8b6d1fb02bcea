// The two generations of socket.io-client behind one vocabulary.

/** 2.x: Engine.IO 3, Socket.IO 4 protocol. */
export const second = {
  open: (library, url, namespace, { auth, ...options }) =>
    (library.io ?? library)(url + namespace + (auth === undefined ? "" : `?${new URLSearchParams(auth)}`), options),
  manager: (library, url, options) => library.Manager(url, options),
  socket: (manager, namespace, auth) => manager.socket(namespace, { query: auth }),
  authorize: (socket, auth) => (socket.query = auth),
  refusedBy: "error",
  // It has no Error: what the server gave is all there is, the data if there are any.
  refusal: (message, data) => data ?? message,
  unknownNamespace: { message: "Invalid namespace" },
  readRefusal: (value) => value,
};

/** 3.x and 4.x: Engine.IO 4, Socket.IO 5 protocol. */
export const third = {
  open: (library, url, namespace, options) => library.io(url + namespace, options),
  manager: (library, url, options) => new library.Manager(url, options),
  socket: (manager, namespace, auth) => manager.socket(namespace, { auth }),
  authorize: (socket, auth) => (socket.auth = auth),
  refusedBy: "connect_error",
  refusal: (message, data) => ({ message, data }),
  unknownNamespace: { message: "Invalid namespace", data: undefined },
  readRefusal: (error) => {
    if (!(error instanceof Error)) throw new Error(`an Error was expected, not ${JSON.stringify(error)}`);
    return { message: error.message, data: error.data };
  },
};
