import { Refusal, request, socket } from '../connection.js';
import { randomId } from '../ui/random.js';
import { Emitter } from '../ui/emitter.js';
import { session } from '../people/session.js';

const PREFIX = 'outbox:';
const KEEP_MS = 48 * 3_600_000; // the chat is long gone
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Messages that the server has not confirmed. They are kept in localStorage, so neither a lost connection nor a reload loses one, and are
 * sent again until an ack says that they are stored. The server knows each by its client id, so however often one is sent, it appears once.
 */
class Outbox extends Emitter {
  #items = new Map();
  #running = false;

  constructor() {
    super();
    for (const item of stored()) this.#items.set(item.clientId, { ...item, state: 'queued' });
    socket.on('connect', () => this.flush());
  }

  of(slug) {
    return [...this.#items.values()].filter((item) => item.slug === slug && item.author === session.id);
  }

  get waiting() {
    return [...this.#items.values()].filter((item) => item.state !== 'failed').length;
  }

  add(slug, to, text) {
    const item = { clientId: randomId(), slug, to, text, sentAt: Date.now(), author: session.id, state: 'queued' };
    localStorage.setItem(PREFIX + item.clientId, JSON.stringify(item));
    this.#items.set(item.clientId, item);
    this.emit('changed', item);
    this.flush();
    return item;
  }

  retry(clientId) {
    const item = this.#items.get(clientId);
    if (!item) return;
    this.#change(item, 'queued');
    this.flush();
  }

  discard(clientId) {
    const item = this.#items.get(clientId);
    if (!item) return;
    this.#remove(item);
    this.emit('changed', item);
  }

  /** The message came back by another way (another tab, the history): it needs no further sending. */
  confirm(clientId) {
    const item = this.#items.get(clientId);
    if (item) this.#remove(item);
  }

  async flush() {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let item; socket.connected && (item = this.#next());) await this.#send(item);
    } finally {
      this.#running = false;
    }
  }

  // The oldest first, one after the other: what was typed first is read first.
  #next() {
    return [...this.#items.values()].find((item) => item.state !== 'failed' && item.author === session.id);
  }

  async #send(item) {
    this.#change(item, 'sending');
    try {
      const { slug, to, clientId, text } = item;
      const message = await request('message:send', { slug, to, clientId, text });
      this.#remove(item);
      this.emit('sent', message);
    } catch (error) {
      if (!this.#items.has(item.clientId)) return;
      if (!(error instanceof Refusal)) this.#change(item, 'queued'); // no answer: the connection is about to be declared lost
      else if (error.isRateLimit) await pause(1500);
      else this.#change(item, 'failed', error.message);
      if (!(error instanceof Refusal) && socket.connected) await pause(500);
    }
  }

  #change(item, state, problem = '') {
    Object.assign(item, { state, problem });
    this.emit('changed', item);
  }

  #remove(item) {
    this.#items.delete(item.clientId);
    localStorage.removeItem(PREFIX + item.clientId);
  }
}

function stored() {
  const items = Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => JSON.parse(localStorage.getItem(key)));
  for (const item of items.filter(isOld)) localStorage.removeItem(PREFIX + item.clientId);
  return items.filter((item) => !isOld(item)).sort((a, b) => a.sentAt - b.sentAt);
}

const isOld = (item) => Date.now() - item.sentAt > KEEP_MS;

export const outbox = new Outbox();
