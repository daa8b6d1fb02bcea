import { request } from '../connection.js';

/** Who this browser is, and what the server allows. Filled by `loadSession` before anything is shown. */
export const session = { id: '', name: '', maxFileBytes: 0, maxTextLength: 0, graceSeconds: 0, lanOrigins: [] };

const listeners = new Set();

export async function loadSession() {
  const response = await fetch('/api/me');
  if (!response.ok) throw new Error(`/api/me answered ${response.status}`);
  Object.assign(session, await response.json());
}

export async function rename(name) {
  const person = await request('person:rename', { name });
  setName(person.name);
}

export function setName(name) {
  if (session.name === name) return;
  session.name = name;
  for (const listener of listeners) listener();
}

export function onRenamed(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
