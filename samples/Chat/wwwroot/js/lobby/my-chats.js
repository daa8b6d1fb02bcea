import { request, socket } from '../connection.js';
import { session } from '../people/session.js';
import { Emitter } from '../ui/emitter.js';
import { setUnread } from '../ui/title.js';

/** The chats this person is a member of, with live unread counts; also feeds the number in the tab's title. */
class MyChats extends Emitter {
  #chats = new Map();
  loaded = false;

  constructor() {
    super();
    socket.on('connect', () => this.load());
    socket.on('chat:changed', (chat) => this.#update(chat.slug, chat));
    for (const name of ['chat:gone', 'chat:left']) socket.on(name, ({ slug }) => this.remove(slug));
    socket.on('unread', ({ slug, unread }) => this.#update(slug, { unread }));
    socket.on('activity', ({ slug, from }) => {
      const chat = this.#chats.get(slug);
      if (chat && from !== session.id) this.#update(slug, { unread: chat.unread + 1 });
    });
  }

  get list() {
    return [...this.#chats.values()].sort((a, b) => b.lastAt - a.lastAt);
  }

  async load() {
    try {
      const { mine } = await request('chats:mine');
      this.#chats = new Map(mine.map((chat) => [chat.slug, chat]));
      this.loaded = true;
      this.#changed();
    } catch {
      // The connection broke again; the next one asks again.
    }
  }

  /** The open chat counts for itself, message by message. */
  setOpen(chat, unread) {
    this.#chats.set(chat.slug, { ...this.#chats.get(chat.slug), ...chat, unread });
    this.#changed();
  }

  remove(slug) {
    if (this.#chats.delete(slug)) this.#changed();
  }

  #update(slug, changes) {
    const chat = this.#chats.get(slug);
    if (!chat) return;
    this.#chats.set(slug, { ...chat, ...changes });
    this.#changed();
  }

  #changed() {
    setUnread(this.list.reduce((sum, chat) => sum + chat.unread, 0));
    this.emit('changed');
  }
}

export const myChats = new MyChats();
