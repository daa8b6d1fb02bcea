import { Refusal, request, socket } from '../connection.js';
import { session } from '../people/session.js';
import { Emitter } from '../ui/emitter.js';
import { Conversation, conversationOf } from './conversation.js';
import { outbox } from './outbox.js';
import { Receipts } from './receipts.js';
import { uploads } from './uploads.js';

const TYPING_MS = 5000;

/**
 * One open chat: people, conversations, ticks, who is typing. It enters on every (re)connection and then asks for what it missed.
 * Emits 'changed' (conversation), 'people', 'marks', 'typing', 'conversations', 'unread', 'gone', 'removed'.
 */
export class Room extends Emitter {
  chat = null;
  people = new Map();
  receipts = new Receipts();
  conversations = new Map();
  /** The conversation on the screen: '' for everyone, or a person's id. */
  current = '';
  /** Answers whether the reader has the end of the current conversation before the eyes; the view sets it. */
  isWatching = () => false;
  #typing = new Map();
  #off = [];
  #entered = null;

  constructor(slug) {
    super();
    this.slug = slug;
    this.conversation('');
  }

  /** Resolves when the chat is open; rejects with a Refusal when there is no such chat. */
  async open() {
    this.#listen();
    if (socket.connected) await this.#enter();
    else await new Promise((resolve, reject) => { this.#entered = { resolve, reject }; });
  }

  close() {
    for (const off of this.#off) off();
    if (socket.connected) request('chat:leave', { slug: this.slug }).catch(() => {});
  }

  conversation(withId) {
    if (!this.conversations.has(withId)) this.conversations.set(withId, new Conversation(this.slug, withId));
    return this.conversations.get(withId);
  }

  person(id) {
    return this.people.get(id) ?? { id, name: 'Someone', online: false };
  }

  get unread() {
    return [...this.conversations.values()].reduce((sum, conversation) => sum + conversation.unread, 0);
  }

  /** What this person has written in a conversation and the server has not confirmed, oldest first. */
  pending(withId) {
    return [...outbox.of(this.slug), ...uploads.of(this.slug)]
      .filter((item) => (item.to ?? '') === withId)
      .sort((a, b) => a.sentAt - b.sentAt);
  }

  typingIn(withId) {
    return [...this.#typing.get(withId)?.keys() ?? []];
  }

  async show(withId) {
    this.current = withId;
    const conversation = this.conversation(withId);
    this.emit('conversations');
    await conversation.load();
    if (this.current !== withId) return;
    conversation.firstUnread = this.#firstUnread(conversation);
    this.emit('changed', conversation);
  }

  markSeenIfWatching() {
    if (this.isWatching()) this.#markSeen();
  }

  #markSeen() {
    const conversation = this.conversation(this.current);
    const last = conversation.newestLoaded;
    if (!socket.connected || !conversation.loaded || last <= this.receipts.seenByMe(conversation.with)) return;
    this.receipts.setSeenByMe(conversation.with, last);
    conversation.unread = 0;
    request('message:seen', { slug: this.slug, with: conversation.with, id: last }).catch(() => {});
    this.emit('unread');
  }

  #listen() {
    const on = (name, listener) => {
      socket.on(name, listener);
      this.#off.push(() => socket.off(name, listener));
    };
    const mine = (listener) => (event, ...rest) => { if (event.slug === this.slug) listener(event, ...rest); };
    on('connect', () => this.#reenter());
    on('message', mine((message, ack) => ack?.({ seen: this.#receive(message) })));
    on('marks', mine(({ marks }) => { this.receipts.apply(marks); this.emit('marks'); }));
    on('people', mine(({ person }) => this.#personChanged(person)));
    on('typing', mine((event) => this.#personTypes(event)));
    on('unread', mine(({ with: withId, seen }) => this.#seenElsewhere(withId, seen)));
    on('chat:changed', mine((chat) => { this.chat = { ...this.chat, ...chat }; this.emit('people'); }));
    on('chat:gone', mine(() => this.emit('gone')));
    on('chat:left', mine(() => this.emit('gone', 'You have left this chat')));
    this.#off.push(
      outbox.on('changed', mine((item) => this.emit('changed', this.conversation(item.to ?? ''), { own: true }))),
      outbox.on('sent', mine((message) => this.#receive(message))),
      uploads.on('changed', mine((item) => this.emit('changed', this.conversation(item.to ?? ''), { own: true }))),
      uploads.on('sent', mine((message) => this.#receive(message))));
  }

  async #reenter() {
    try {
      await this.#enter();
      this.#entered?.resolve();
      await Promise.all([...this.conversations.values()].map((conversation) => conversation.catchUp()));
      for (const conversation of this.conversations.values()) this.#confirm(conversation);
      this.emit('changed', this.conversation(this.current));
      this.markSeenIfWatching(); // what was caught up may need no scrolling, so nothing else would
    } catch (error) {
      if (this.#entered) this.#entered.reject(error);
      else if (error instanceof Refusal) this.emit('gone');
      // Anything else is a connection that broke again: the next 'connect' comes back here.
    }
    this.#entered = null;
  }

  async #enter() {
    const entered = await request('chat:enter', { slug: this.slug });
    this.chat = entered.chat;
    this.people = new Map(entered.people.map((person) => [person.id, person]));
    this.receipts.apply(entered.marks);
    for (const { with: withId, unread, lastId } of entered.conversations) Object.assign(this.conversation(withId), { unread, lastId });
    this.emit('people');
    this.emit('conversations');
    this.emit('marks');
    this.emit('unread');
  }

  // Answers whether the reader saw it arrive: the "seen" of the ack.
  #receive(message) {
    const conversation = this.conversation(conversationOf(message));
    const own = message.from === session.id;
    if (own) { outbox.confirm(message.clientId); uploads.confirm(message.clientId); }
    if (!conversation.insert(message)) return this.receipts.seenByMe(conversation.with) >= message.id;
    this.#stopTyping(conversation.with, message.from);
    const seen = !own && conversation.with === this.current && this.isWatching();
    if (seen) this.receipts.setSeenByMe(conversation.with, message.id);
    else if (!own) this.#countUnread(conversation, message);
    this.emit('changed', conversation, { own, arrived: message });
    this.emit('conversations');
    return seen;
  }

  #countUnread(conversation, message) {
    conversation.unread++;
    if (conversation.with === this.current && !conversation.firstUnread) conversation.firstUnread = message.id;
    this.emit('unread');
  }

  #firstUnread(conversation) {
    if (!conversation.unread) return 0;
    const seen = this.receipts.seenByMe(conversation.with);
    return conversation.messages.find((message) => message.id > seen && message.from !== session.id)?.id ?? 0;
  }

  #seenElsewhere(withId, seen) {
    const conversation = this.conversation(withId);
    if (seen < conversation.lastId) return;
    conversation.unread = 0;
    this.emit('unread');
  }

  #confirm(conversation) {
    for (const message of conversation.messages) {
      if (message.from !== session.id) continue;
      outbox.confirm(message.clientId);
      uploads.confirm(message.clientId);
    }
  }

  #personChanged(person) {
    this.people.set(person.id, person);
    if (!person.online) for (const withId of this.#typing.keys()) this.#stopTyping(withId, person.id);
    this.emit('people', person);
  }

  #personTypes({ from, to }) {
    const withId = to ? from : '';
    if (!this.#typing.has(withId)) this.#typing.set(withId, new Map());
    const people = this.#typing.get(withId);
    clearTimeout(people.get(from));
    people.set(from, setTimeout(() => this.#stopTyping(withId, from), TYPING_MS));
    this.emit('typing');
  }

  #stopTyping(withId, person) {
    const people = this.#typing.get(withId);
    if (!people?.has(person)) return;
    clearTimeout(people.get(person));
    people.delete(person);
    this.emit('typing');
  }
}
