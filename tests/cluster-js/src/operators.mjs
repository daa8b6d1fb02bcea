// What the test calls a target, as operators of a server, a namespace or an emitter.

export function narrow(start, { rooms = [], except = [], volatile, local, compress, timeout }) {
  let operator = start;
  if (rooms.length > 0) operator = operator.to(rooms);
  if (except.length > 0) operator = operator.except(except);
  if (volatile) operator = operator.volatile;
  if (local) operator = operator.local;
  if (compress !== undefined && compress !== null) operator = operator.compress(compress);
  if (timeout) operator = operator.timeout(timeout);
  return operator;
}
