import { explain, request, socket } from '../connection.js';
import { unreadBadge } from '../lobby/chat-card.js';
import { myChats } from '../lobby/my-chats.js';
import { navigate } from '../router.js';
import { session } from '../people/session.js';
import { avatarStack } from '../ui/avatar.js';
import { confirmDialog, openDialog } from '../ui/dialog.js';
import { h, replace } from '../ui/dom.js';
import { icon } from '../ui/icons.js';
import { duration } from '../ui/time.js';
import { toast } from '../ui/toast.js';
import { Composer } from './composer.js';
import { acceptFiles } from './drop.js';
import { openLightbox } from './lightbox.js';
import { MessageList } from './message-list.js';
import { outbox } from './outbox.js';
import { peoplePanel } from './people-panel.js';
import { rail } from './rail.js';
import { openShareDialog } from './share-dialog.js';
import { conversationTabs } from './tabs.js';
import { typingLine } from './typing-line.js';
import { uploads } from './uploads.js';

/** The chat on the screen: puts the parts together and carries what happens from one to the other. */
export class ChatView {
  #room;
  #list;
  #composer;
  #tabs;
  #typing;
  #panel;
  #rail;
  #subtitle = h('p.chat-sub', { testid: 'chat-subtitle' });
  #back = h('a.icon-button.back', { href: '/', 'aria-label': 'All chats', testid: 'back' });
  #faces = h('span.people-faces');
  #notice = h('p.private-notice', { hidden: true, testid: 'private-notice' });
  #off = [];

  constructor(room) {
    this.#room = room;
    this.#list = new MessageList(room, {
      retry: (item) => (item.file ? uploads : outbox).retry(item.clientId),
      discard: (item) => (item.file ? uploads : outbox).discard(item.clientId),
      openPicture: (message) => this.#openPicture(message),
    });
    this.#composer = new Composer({ send: (text, files) => this.#send(text, files), typing: () => this.#sendTyping() });
    this.#tabs = conversationTabs(room, (withId) => this.show(withId));
    this.#typing = typingLine(room);
    this.#panel = peoplePanel(room, { onPrivate: (id) => this.show(id) });
    this.#rail = rail(room.slug);
    this.element = h('div.chat', this.#rail.element, this.#main(), this.#aside());
    this.#listen();
  }

  start() {
    this.#drawPeople();
    this.#drawBack();
    this.show('');
  }

  dispose() {
    for (const off of this.#off) off();
    this.#list.dispose();
    this.#rail.dispose();
  }

  async show(withId) {
    const { title } = this.#room.chat;
    const person = withId && this.#room.person(withId);
    this.#composer.show(`draft:${this.#room.slug}:${withId}`, person ? `Message ${person.name}` : `Message ${title}`);
    this.#composer.element.classList.toggle('private', Boolean(person));
    this.#notice.hidden = !person;
    if (person) replace(this.#notice, icon('lock', 16), h('span.truncate', 'Private: only you and ', h('strong', person.name)));
    this.#drawIntro(person);
    this.#list.draw();
    this.#typing.draw();
    try {
      await this.#room.show(withId);
    } catch {
      toast('The messages could not be loaded. They come when the connection is back.', { tone: 'problem' });
    }
    this.#composer.focus();
    this.#room.markSeenIfWatching();
  }

  #main() {
    const people = h('button.people-button', { type: 'button', testid: 'people-button', 'aria-haspopup': 'dialog', onclick: () => this.#openPeople() }, this.#faces, h('span.visually-hidden', 'People'));
    return h('main.chat-main', { id: 'main', tabindex: -1 },
      h('header.chat-head',
        this.#back,
        h('div.chat-titles', h('h1.truncate', { testid: 'chat-title' }, this.#room.chat.title), this.#subtitle),
        people,
        h('button.button.share', { type: 'button', testid: 'share-button', onclick: () => openShareDialog(this.#room.chat) }, icon('share', 20), h('span', 'Invite'))),
      this.#tabs.element, this.#notice, this.#list.element,
      h('div.composer-area', this.#typing.element, this.#composer.element));
  }

  #aside() {
    return h('aside.chat-aside', { 'aria-label': 'People', testid: 'people-panel' }, this.#panel.element, this.#chatActions());
  }

  #chatActions() {
    const own = this.#room.chat.createdBy === session.id;
    return h('div.chat-actions',
      h('button.quiet', { type: 'button', testid: 'leave-chat', onclick: () => this.#leave() }, icon('leave', 18), 'Leave for good'),
      own && h('button.quiet.danger', { type: 'button', testid: 'end-chat', onclick: () => this.#end() }, icon('close', 18), 'End it for everyone'));
  }

  #listen() {
    const room = this.#room;
    room.isWatching = () => !document.hidden && this.#list.atEnd && !document.querySelector('dialog.lightbox[open]');
    const whenVisible = () => room.markSeenIfWatching();
    document.addEventListener('visibilitychange', whenVisible);
    this.#off.push(
      () => document.removeEventListener('visibilitychange', whenVisible),
      room.on('changed', (conversation, what) => { if (conversation.with === room.current) this.#list.draw(what); }),
      room.on('marks', () => this.#list.draw()),
      room.on('people', () => { this.#drawPeople(); this.#list.draw(); }),
      room.on('conversations', () => this.#tabs.draw()),
      room.on('unread', () => this.#tabs.draw()),
      room.on('typing', () => this.#typing.draw()),
      myChats.on('changed', () => this.#drawBack()),
      acceptFiles(this.element, (files) => this.#composer.addFiles(files)));
  }

  #send(text, files) {
    const to = this.#room.current || null;
    if (!files.length) outbox.add(this.#room.slug, to, text);
    files.forEach((file, index) => uploads.add(this.#room.slug, to, index ? '' : text, file)); // the words go with the first picture
    this.#list.scrollToEnd();
  }

  #sendTyping() {
    if (socket.connected) socket.volatile.emit('typing', { slug: this.#room.slug, to: this.#room.current || null });
  }

  #openPicture(message) {
    const pictures = this.#room.conversation(this.#room.current).messages.filter((other) => other.file?.isImage);
    openLightbox(pictures, message, (id) => this.#room.person(id).name);
  }

  #openPeople() {
    const panel = peoplePanel(this.#room, { onPrivate: (id) => { sheet.close(); this.show(id); } });
    panel.draw();
    const off = this.#room.on('people', panel.draw);
    const actions = this.#chatActions();
    const sheet = openDialog({ title: this.#room.chat.title, testid: 'people-dialog', className: 'narrow', body: [panel.element, actions], onClose: off });
    actions.addEventListener('click', () => sheet.close(), { capture: true });
  }

  #drawPeople() {
    const online = [...this.#room.people.values()].filter((person) => person.online);
    this.#panel.draw();
    this.#tabs.draw();
    replace(this.#faces, avatarStack(online.filter((person) => person.id !== session.id).slice(0, 4)), icon('people'));
    replace(this.#subtitle, h('span.live.on', { testid: 'chat-online' }, online.length === 1 ? 'Only you here' : `${online.length} here now`));
  }

  // On a phone the other chats are behind this arrow: it says when something is new there.
  #drawBack() {
    const unread = myChats.list.reduce((sum, chat) => sum + (chat.slug === this.#room.slug ? 0 : chat.unread), 0);
    replace(this.#back, icon('back'), unread > 0 && unreadBadge(unread));
  }

  #drawIntro(person) {
    const { chat } = this.#room;
    const words = person
      ? [h('h2', person.name), h('p', 'A private conversation. Nobody else in the chat can see it.')]
      : [h('h2', chat.title), h('p', `This is the beginning. The chat disappears ${duration(session.graceSeconds)} after the last person has left, with everything in it.`),
        h('button.button', { type: 'button', testid: 'intro-invite', onclick: () => openShareDialog(chat) }, icon('link', 20), 'Invite people')];
    this.#list.setIntro(person ? avatarStack([person]) : h('img', { src: '/icon.svg', alt: '', width: 56, height: 56 }), ...words);
  }

  async #leave() {
    const sure = await confirmDialog({ title: 'Leave this chat?', text: 'It goes from your list. With its link you can come back while it is still alight.', yes: 'Leave', testid: 'leave-dialog' });
    if (sure) this.#ask('chat:forget');
  }

  async #end() {
    const sure = await confirmDialog({ title: 'End it for everyone?', text: 'All messages and files are deleted at once and cannot be brought back.', yes: 'End the chat', testid: 'end-dialog' });
    if (sure) this.#ask('chat:end');
  }

  async #ask(event) {
    try {
      await request(event, { slug: this.#room.slug });
      navigate('/');
    } catch (error) {
      toast(explain(error), { tone: 'problem' });
    }
  }
}
