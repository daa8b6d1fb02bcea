import { liveCount, unreadBadge } from '../lobby/chat-card.js';
import { myChats } from '../lobby/my-chats.js';
import { meButton } from '../people/me-button.js';
import { chatPath } from '../router.js';
import { hueOf } from '../ui/avatar.js';
import { h, replace } from '../ui/dom.js';
import { icon } from '../ui/icons.js';
import { themeToggle } from '../ui/theme.js';

/** The left edge on wide screens: one's chats with what is unread in them. */
export function rail(currentSlug) {
  const list = h('ul.rail-chats', { testid: 'rail-chats' });
  const element = h('nav.rail', { 'aria-label': 'Your chats', testid: 'rail' },
    h('div.rail-head', h('a.brand', { href: '/' }, h('img', { src: '/icon.svg', alt: '', width: 30, height: 30 }), 'Ember'),
      h('a.icon-button', { href: '/', 'aria-label': 'Start another chat', title: 'Start another chat' }, icon('plus'))),
    list,
    h('div.rail-foot', meButton(), h('span.spacer'), themeToggle()));
  const draw = () => {
    const focused = list.contains(document.activeElement) && document.activeElement.getAttribute('href');
    replace(list, myChats.list.map((chat) => item(chat, chat.slug === currentSlug)));
    if (focused) list.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  };
  draw();
  return { element, dispose: myChats.on('changed', draw) };
}

function item(chat, current) {
  return h('li', h('a.rail-chat', { href: chatPath(chat.slug), 'aria-current': current ? 'page' : null, testid: 'rail-chat', dataset: { slug: chat.slug } },
    h('span.glyph', { 'aria-hidden': 'true', vars: { hue: hueOf(chat.slug) } }, [...chat.title][0]?.toLocaleUpperCase()),
    h('span.rail-text', h('span.truncate', chat.title), liveCount(chat.people)),
    chat.unread > 0 && unreadBadge(chat.unread)));
}
