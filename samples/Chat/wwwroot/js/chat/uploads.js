import { Refusal, request, socket } from '../connection.js';
import { randomId } from '../ui/random.js';
import { Emitter } from '../ui/emitter.js';
import { session } from '../people/session.js';

const CHUNK_BYTES = 192 * 1024;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Files on their way, as binary over the socket: announced by `file:start`, then sent in chunks, each answered by an ack, which is the
 * progress shown. The server says how much it has, so after a lost connection an upload goes on where it was.
 */
class Uploads extends Emitter {
  #items = new Map();
  #running = false;

  constructor() {
    super();
    socket.on('connect', () => this.run());
    addEventListener('beforeunload', (event) => { if (this.waiting) event.preventDefault(); });
  }

  of(slug) {
    return [...this.#items.values()].filter((item) => item.slug === slug);
  }

  get waiting() {
    return [...this.#items.values()].filter((item) => item.state !== 'failed').length;
  }

  add(slug, to, text, prepared) {
    const item = { clientId: randomId(), slug, to, text, sentAt: Date.now(), author: session.id, state: 'queued', progress: 0, file: prepared };
    this.#items.set(item.clientId, item);
    this.emit('changed', item);
    this.run();
  }

  retry(clientId) {
    const item = this.#items.get(clientId);
    if (!item) return;
    this.#change(item, { state: 'queued', problem: '' });
    this.run();
  }

  discard(clientId) {
    const item = this.#items.get(clientId);
    if (!item) return;
    this.confirm(clientId);
    if (socket.connected) request('file:cancel', { clientId }).catch(() => {});
    this.emit('changed', item);
  }

  confirm(clientId) {
    const item = this.#items.get(clientId);
    if (!item) return;
    this.#items.delete(clientId);
    if (item.file.url) setTimeout(() => URL.revokeObjectURL(item.file.url), 60_000); // the bubble still shows it until the real one is loaded
  }

  async run() {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let item; socket.connected && (item = [...this.#items.values()].find((i) => i.state !== 'failed'));) await this.#send(item);
    } finally {
      this.#running = false;
    }
  }

  async #send(item) {
    this.#change(item, { state: 'sending' });
    try {
      const message = await this.#transfer(item);
      if (!message) return;
      this.confirm(item.clientId);
      this.emit('sent', message, item);
    } catch (error) {
      if (!this.#items.has(item.clientId)) return;
      if (!(error instanceof Refusal)) this.#change(item, { state: 'queued' });
      else if (!error.isRateLimit) this.#change(item, { state: 'failed', problem: error.message });
      await pause(error.isRateLimit ? 1000 : 300);
    }
  }

  async #transfer(item) {
    const { clientId, slug, to, text, file } = item;
    const preview = file.preview ? await file.preview.arrayBuffer() : null;
    const connection = socket.id;
    let answer = await request('file:start', { clientId, slug, to, text, name: file.name, size: file.blob.size, preview });
    while (!answer.message) {
      if (!this.#items.has(clientId)) return null;
      const offset = answer.received;
      const bytes = await file.blob.slice(offset, offset + CHUNK_BYTES).arrayBuffer();
      answer = await this.#chunk(connection, { clientId, offset, bytes });
      this.#change(item, { progress: answer.received / file.blob.size });
    }
    return answer.message;
  }

  async #chunk(connection, chunk) {
    for (;;) {
      if (socket.id !== connection) throw new Error('connected anew'); // begins again with file:start, which says what the server has
      try {
        return await request('file:chunk', chunk);
      } catch (error) {
        if (!error.isRateLimit) throw error;
        await pause(400);
      }
    }
  }

  #change(item, changes) {
    Object.assign(item, changes);
    this.emit('changed', item);
  }
}

export const uploads = new Uploads();
