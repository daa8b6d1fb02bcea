import { Refusal } from '../connection.js';
import { myChats } from '../lobby/my-chats.js';
import { session } from '../people/session.js';
import { h, replace } from '../ui/dom.js';
import { setPageName } from '../ui/title.js';
import { ChatView } from './chat-view.js';
import { gate, gonePage } from './gate.js';
import { Room } from './room.js';

/** The address /c/<slug>: asks for a name if there is none yet, enters the chat, and shows it; or says that it is gone. */
export class ChatPage {
  element = h('div.page');
  #slug;
  #room = null;
  #view = null;
  #off = [];
  #disposed = false;

  constructor(slug) {
    this.#slug = slug;
    replace(this.element, h('main.loading', { id: 'main', tabindex: -1, 'aria-busy': 'true' }, h('span.spinner'), h('span.visually-hidden', 'Opening the chat')));
    this.#start();
  }

  dispose() {
    this.#disposed = true;
    for (const off of this.#off) off();
    this.#view?.dispose();
    this.#room?.close();
  }

  async #start() {
    const chat = await this.#look();
    if (this.#disposed) return;
    setPageName(chat?.title ?? '');
    if (!chat) this.#swap(gonePage());
    else if (session.name) this.#enter();
    else this.#swap(gate(chat, () => this.#enter()), '[data-testid="name-input"]');
  }

  // Where the link leads, before joining. Waits for the server rather than giving up on a bad connection.
  async #look() {
    for (;;) {
      try {
        const response = await fetch(`/api/chats/${this.#slug}`);
        if (response.ok) return await response.json();
        if (response.status === 404) return null;
      } catch {
        // No connection.
      }
      if (this.#disposed) return null;
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }

  async #enter() {
    this.#room = new Room(this.#slug);
    this.#off.push(
      this.#room.on('gone', (title) => this.#gone(title)),
      this.#room.on('unread', () => this.#count()),
      this.#room.on('people', () => this.#count()));
    try {
      await this.#room.open();
      await this.#room.conversation('').load();
    } catch (error) {
      if (this.#disposed) return;
      if (error instanceof Refusal) this.#gone(error.message);
      else this.#retry();
      return;
    }
    if (this.#disposed) return;
    this.#view = new ChatView(this.#room);
    this.#swap(this.#view.element);
    this.#view.start();
  }

  #retry() {
    this.#room.close();
    setTimeout(() => { if (!this.#disposed) this.#enter(); }, 1000);
  }

  #count() {
    if (this.#room.chat && !this.#disposed) myChats.setOpen(this.#room.chat, this.#room.unread);
  }

  #gone(title) {
    this.#view?.dispose();
    this.#view = null;
    this.#room?.close();
    this.#room = null;
    myChats.remove(this.#slug);
    this.#swap(gonePage(title));
  }

  #swap(content, focus) {
    replace(this.element, content);
    if (focus) content.querySelector(focus)?.focus();
  }
}
