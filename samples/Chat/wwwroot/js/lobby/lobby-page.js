import { explain, request, socket } from '../connection.js';
import { meButton } from '../people/me-button.js';
import { session } from '../people/session.js';
import { confirmDialog } from '../ui/dialog.js';
import { h, replace } from '../ui/dom.js';
import { themeToggle } from '../ui/theme.js';
import { duration } from '../ui/time.js';
import { setPageName } from '../ui/title.js';
import { toast } from '../ui/toast.js';
import { chatCard } from './chat-card.js';
import { createForm } from './create-form.js';
import { myChats } from './my-chats.js';

/** The front page: start a chat, go back to one, or join one that is open to all. */
export class LobbyPage {
  #open = new Map();
  #mine = h('ul.cards', { testid: 'my-chats' });
  #public = h('ul.cards', { testid: 'open-chats' });
  #mineSection = section('Your chats', 'mine', this.#mine);
  #publicSection = section('Open to everyone', 'open', this.#public);
  #empty = h('p.empty', { testid: 'open-empty', hidden: true }, 'No other chat is open right now. Light one for everybody.');
  #off = [];

  constructor() {
    setPageName('');
    this.#publicSection.append(this.#empty);
    this.element = h('div.lobby',
      h('header.lobby-head', h('a.brand', { href: '/' }, h('img', { src: '/icon.svg', alt: '', width: 30, height: 30 }), 'Ember'), h('span.spacer'), meButton(), themeToggle()),
      h('main.lobby-main', { id: 'main', tabindex: -1, testid: 'lobby' },
        h('section.hero', { 'aria-labelledby': 'hero-title' },
          h('div.hero-text',
            h('h1', { id: 'hero-title' }, 'A chat for ', h('em', 'right now.')),
            h('p', `Start one, share its link, talk. It goes out by itself ${duration(session.graceSeconds)} after the last person has left.`)),
          createForm()),
        h('div.lists', this.#mineSection, this.#publicSection)));
    this.#listen();
    this.#drawMine();
    if (socket.connected) this.#enter();
  }

  dispose() {
    for (const off of this.#off) off();
    if (socket.connected) request('lobby:leave').catch(() => {});
  }

  #listen() {
    const on = (name, listener) => { socket.on(name, listener); this.#off.push(() => socket.off(name, listener)); };
    on('connect', () => this.#enter());
    on('chat:changed', (chat) => { if (chat.isPublic) { this.#open.set(chat.slug, chat); this.#drawOpen(); } });
    on('chat:gone', ({ slug }) => { if (this.#open.delete(slug)) this.#drawOpen(); });
    this.#off.push(myChats.on('changed', () => this.#drawMine()));
    const clock = setInterval(() => this.#drawMine(), 60_000); // "3 minutes ago" moves on
    this.#off.push(() => clearInterval(clock));
  }

  async #enter() {
    try {
      const { open } = await request('lobby:enter');
      this.#open = new Map(open.map((chat) => [chat.slug, chat]));
      this.#drawOpen();
    } catch {
      // Not connected any more; 'connect' comes back here.
    }
  }

  #drawOpen() {
    const mine = new Set(myChats.list.map((chat) => chat.slug)); // those stand in the other list already
    const chats = [...this.#open.values()].filter((chat) => !mine.has(chat.slug)).sort((a, b) => b.people - a.people || b.lastAt - a.lastAt);
    keepFocus(this.#public, () => replace(this.#public, chats.map((chat) => chatCard(chat))));
    this.#empty.hidden = chats.length > 0;
  }

  #drawMine() {
    const chats = myChats.list;
    keepFocus(this.#mine, () => replace(this.#mine, chats.map((chat) => chatCard(chat, { onForget: (c) => this.#forget(c) }))));
    this.#mineSection.hidden = !chats.length;
    this.#drawOpen();
  }

  async #forget(chat) {
    const sure = await confirmDialog({ title: `Leave “${chat.title}”?`, text: 'It goes from your list. With its link you can come back while it is still alight.', yes: 'Leave', testid: 'forget-dialog' });
    if (!sure) return;
    try {
      await request('chat:forget', { slug: chat.slug });
      myChats.remove(chat.slug);
    } catch (error) {
      toast(explain(error), { tone: 'problem' });
    }
  }
}

function section(title, id, list) {
  return h('section', { 'aria-labelledby': `${id}-title` }, h('h2.list-title', { id: `${id}-title` }, title), list);
}

// The cards are drawn anew whenever a count changes; whoever is on one with the keyboard stays on it.
function keepFocus(list, draw) {
  const slug = document.activeElement?.closest?.('.card')?.dataset.slug;
  const inside = slug && list.contains(document.activeElement);
  draw();
  if (inside) list.querySelector(`[data-slug="${CSS.escape(slug)}"] a`)?.focus();
}
