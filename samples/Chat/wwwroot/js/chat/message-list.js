import { session } from '../people/session.js';
import { h, reducedMotion } from '../ui/dom.js';
import { icon } from '../ui/icons.js';
import { clockTime, dayKey, dayName } from '../ui/time.js';
import { MessageView } from './message-view.js';

const GROUP_MS = 5 * 60_000;
const NEAR_END_PX = 90;
const OLDER_PX = 300;

/**
 * The messages of the current conversation. Draws by key: what is already there stays the same element, so nothing flickers, focus and
 * screen readers keep their place, and a message that was just confirmed does not move.
 */
export class MessageList {
  #room;
  #actions;
  #views = new Map();
  #shown = null;
  #log = h('div.log', { role: 'log', 'aria-live': 'polite', 'aria-label': 'Messages', testid: 'message-list' });
  #intro = h('div.intro', { testid: 'chat-intro' });
  #older = h('div.older', h('span.spinner'));
  #jump = h('button.jump', { type: 'button', testid: 'jump-to-latest', hidden: true, onclick: () => this.scrollToEnd(true) });
  #arrivedAbove = 0;
  #drawQueued = false;

  constructor(room, actions) {
    this.#room = room;
    this.#actions = actions;
    this.scroller = h('div.scroller', { tabindex: 0, 'aria-label': 'Message history', role: 'region', testid: 'scroller' }, this.#older, this.#intro, this.#log);
    this.element = h('div.list', this.scroller, this.#jump);
    this.scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    // A keyboard that opens, a composer that grows: the end of the list stays in view.
    this.#resizes = new ResizeObserver(() => { if (this.#stick) this.scrollToEnd(); });
    this.#resizes.observe(this.scroller);
    this.#resizes.observe(this.#log);
  }

  #resizes;
  #stick = true;

  dispose() {
    this.#resizes.disconnect();
  }

  get atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }

  setIntro(...content) {
    this.#intro.replaceChildren(...content);
  }

  scrollToEnd(smooth = false) {
    this.#stick = true;
    this.#arrivedAbove = 0;
    this.#drawJump();
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth && !reducedMotion() ? 'smooth' : 'instant' });
  }

  /** Several changes in one turn of the event loop are drawn once. */
  draw({ own = false, arrived = null } = {}) {
    if (own) this.#stick = true;
    else if (arrived && !this.#stick) this.#arrivedAbove++;
    if (this.#drawQueued) return;
    this.#drawQueued = true;
    queueMicrotask(() => { this.#drawQueued = false; this.#drawNow(); });
  }

  #drawNow() {
    const conversation = this.#room.conversation(this.#room.current);
    const switched = this.#shown !== conversation;
    const anchor = switched ? null : this.#log.querySelector('.msg');
    const anchorBefore = anchor?.offsetTop;
    // History that is loaded is not news: a screen reader reads only what is added afterwards.
    this.#log.setAttribute('aria-busy', String(switched || !conversation.loaded));
    if (switched) {
      this.#views.clear();
      this.#log.replaceChildren();
      this.#shown = conversation;
      this.#stick = true;
      this.#arrivedAbove = 0;
    }
    this.#log.classList.toggle('settled', !switched && conversation.loaded && anchor !== null);
    this.#reconcile(this.#entries(conversation));
    this.#older.hidden = conversation.loaded && !conversation.hasOlder;
    this.#intro.hidden = !conversation.loaded || conversation.hasOlder;
    if (this.#stick) this.scrollToEnd();
    else if (anchor?.isConnected) this.scroller.scrollTop += anchor.offsetTop - anchorBefore; // older ones came above: what is read stays
    this.#drawJump();
    if (this.scroller.scrollTop < OLDER_PX) this.#loadOlder();
    if (conversation.loaded) requestAnimationFrame(() => this.#log.setAttribute('aria-busy', 'false'));
  }

  #entries(conversation) {
    const entries = [];
    const messages = [...conversation.messages, ...this.#room.pending(conversation.with)];
    let day = '';
    let previous = null;
    for (const message of messages) {
      if (dayKey(message.sentAt) !== day) {
        day = dayKey(message.sentAt);
        entries.push({ key: `day ${day}`, line: dayName(message.sentAt), kind: 'day' });
        previous = null;
      }
      if (message.id && message.id === conversation.firstUnread) {
        entries.push({ key: 'new', line: 'New', kind: 'new' });
        previous = null;
      }
      entries.push(this.#entry(message, previous));
      previous = message;
    }
    return entries;
  }

  #entry(message, previous) {
    const author = message.from ?? message.author;
    const previousAuthor = previous && (previous.from ?? previous.author);
    return {
      key: `${author} ${message.clientId}`,
      message,
      person: this.#room.person(author),
      groupStart: author !== previousAuthor || message.sentAt - previous.sentAt > GROUP_MS,
      // The same minute need not be said twice.
      showTime: author !== previousAuthor || clockTime(message.sentAt) !== clockTime(previous.sentAt),
      receipt: this.#receipt(message),
    };
  }

  #receipt(message) {
    if (!message.id) return { state: message.state };
    if (message.from !== session.id) return { state: 'received' };
    const { state, seenBy } = this.#room.receipts.of(message);
    return { state, seenBy: message.to ? [] : seenBy.map((id) => this.#room.person(id).name) };
  }

  #reconcile(entries) {
    const keep = new Set(entries.map((entry) => entry.key));
    for (const [key, view] of this.#views) {
      if (keep.has(key)) continue;
      view.element.remove();
      this.#views.delete(key);
    }
    let at = this.#log.firstChild;
    for (const entry of entries) {
      let view = this.#views.get(entry.key);
      if (!view) this.#views.set(entry.key, view = entry.line ? new Line(entry) : new MessageView(entry.message, entry.person, this.#actions));
      view.update(entry);
      if (view.element === at) at = at.nextSibling;
      else this.#log.insertBefore(view.element, at);
    }
  }

  #scrolled() {
    this.#stick = this.atEnd;
    if (this.#stick) this.#arrivedAbove = 0;
    this.#drawJump();
    if (this.#stick) this.#room.markSeenIfWatching();
    if (this.scroller.scrollTop < OLDER_PX) this.#loadOlder();
  }

  async #loadOlder() {
    const conversation = this.#shown;
    if (!conversation?.hasOlder) return;
    await conversation.loadOlder().catch(() => {});
    if (conversation === this.#shown) this.draw();
  }

  #drawJump() {
    const hidden = this.#stick || this.atEnd;
    this.#jump.hidden = hidden;
    if (hidden) return;
    const text = this.#arrivedAbove ? `${this.#arrivedAbove} new` : 'Latest';
    if (this.#jump.dataset.text === text) return;
    this.#jump.dataset.text = text;
    this.#jump.replaceChildren(icon('down', 18), h('span', text));
  }
}

/** A line between messages: a new day, or where the unread ones begin. */
class Line {
  constructor({ line, kind }) {
    this.element = h('div.line', { class: kind, role: 'separator', testid: `line-${kind}`, 'aria-label': line }, h('span', line));
  }

  update() {}
}
