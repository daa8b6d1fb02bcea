import { nameForm } from '../people/name-form.js';
import { avatarStack } from '../ui/avatar.js';
import { h } from '../ui/dom.js';
import { themeToggle } from '../ui/theme.js';

/** What a newcomer sees first: where the link leads, who is there, and one question. */
export function gate(chat, done) {
  return frame(
    chat.faces.length > 0 && avatarStack(chat.faces),
    h('p.gate-kicker', 'You are invited to'),
    h('h1', { testid: 'gate-title' }, chat.title),
    h('p.gate-sub', chat.people === 0 ? 'Nobody is here right now. Be the first.' : chat.people === 1 ? '1 person is here now.' : `${chat.people} people are here now.`),
    nameForm({ action: 'Join the chat', done }));
}

/** The link leads nowhere, or nowhere any more. */
export function gonePage(title = 'This chat has gone out') {
  return frame(
    h('img.gate-out', { src: '/icon.svg', alt: '', width: 56, height: 56 }),
    h('h1', { testid: 'gone-title' }, title),
    h('p.gate-sub', 'Chats here disappear after everyone has left. Perhaps it is time for a new one.'),
    h('a.button.primary.wide', { href: '/', testid: 'gone-home' }, 'Start a chat'));
}

function frame(...content) {
  return h('div.gate',
    h('header.lobby-head', h('a.brand', { href: '/' }, h('img', { src: '/icon.svg', alt: '', width: 30, height: 30 }), 'Ember'), h('span.spacer'), themeToggle()),
    h('main.gate-main', { id: 'main', tabindex: -1 }, h('section.gate-card', { testid: 'gate' }, ...content)));
}
