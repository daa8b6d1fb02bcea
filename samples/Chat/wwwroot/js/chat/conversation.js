import { session } from '../people/session.js';

const PAGE = 50;

/** The messages of a chat for everyone (`with` is '') or of two people in it, oldest first, each once. */
export class Conversation {
  messages = [];
  unread = 0;
  loaded = false;
  hasOlder = false;
  /** Where the "New" line stands; 0 for nowhere. */
  firstUnread = 0;
  /** The newest message id known to exist, loaded or not. */
  lastId = 0;
  #ids = new Set();
  #loading = null;

  constructor(slug, withId) {
    this.slug = slug;
    this.with = withId;
  }

  /** Adds a message in its place by id. Answers false when it was here before. */
  insert(message) {
    if (this.#ids.has(message.id)) return false;
    this.#ids.add(message.id);
    let at = this.messages.length;
    while (at > 0 && this.messages[at - 1].id > message.id) at--;
    this.messages.splice(at, 0, message);
    this.lastId = Math.max(this.lastId, message.id);
    return true;
  }

  get newestLoaded() {
    return this.messages.at(-1)?.id ?? 0;
  }

  /** The newest page, once. */
  load() {
    return this.#once(async () => {
      if (this.loaded) return;
      const page = await this.#fetch({ limit: PAGE });
      this.hasOlder = page.more;
      this.loaded = true;
    });
  }

  loadOlder() {
    return this.#once(async () => {
      if (!this.hasOlder || !this.messages.length) return;
      const page = await this.#fetch({ limit: PAGE, before: this.messages[0].id });
      this.hasOlder = page.more;
    });
  }

  /** After a pause in the connection: everything since the last message that came. */
  async catchUp() {
    if (!this.loaded) return;
    const since = this.newestLoaded;
    for (let pages = 0, page; pages < 10; pages++) {
      page = await this.#fetch({ limit: 100, after: pages ? this.newestLoaded : since });
      if (!page.more) return;
    }
    // Away for more than a thousand messages: start again from the newest page rather than show a hole.
    this.messages = [];
    this.#ids.clear();
    this.loaded = false;
    await this.load();
  }

  async #once(work) {
    if (this.#loading) return this.#loading;
    this.#loading = work().finally(() => { this.#loading = null; });
    return this.#loading;
  }

  async #fetch(query) {
    const search = new URLSearchParams({ with: this.with, ...query });
    const response = await fetch(`/api/chats/${this.slug}/messages?${search}`);
    if (!response.ok) throw new Error(`history answered ${response.status}`);
    const page = await response.json();
    for (const message of page.messages) this.insert(message);
    return page;
  }
}

/** Which conversation a message belongs to, seen from this person. */
export function conversationOf(message) {
  if (!message.to) return '';
  return message.from === session.id ? message.to : message.from;
}
