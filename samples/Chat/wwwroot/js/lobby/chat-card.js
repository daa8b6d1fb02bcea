import { h } from '../ui/dom.js';
import { avatarStack } from '../ui/avatar.js';
import { icon } from '../ui/icons.js';
import { ago } from '../ui/time.js';
import { chatPath } from '../router.js';

/** One chat in a list: a link with its title, who is there and when somebody last wrote. */
export function chatCard(chat, { onForget } = {}) {
  return h('li.card', { testid: 'chat-card', dataset: { slug: chat.slug } },
    h('a.card-link', { href: chatPath(chat.slug) },
      h('span.card-text',
        h('span.card-title', h('span.truncate', chat.title), !chat.isPublic && h('span.card-lock', { title: 'By link only' }, icon('lock', 16), h('span.visually-hidden', 'By link only'))),
        h('span.card-meta', liveCount(chat.people), h('span.card-ago', ago(chat.lastAt)))),
      chat.unread > 0 && unreadBadge(chat.unread),
      chat.faces?.length > 0 && avatarStack(chat.faces)),
    onForget && h('button.icon-button.card-forget', { type: 'button', 'aria-label': `Leave ${chat.title}`, title: 'Leave this chat', testid: 'chat-forget', onclick: () => onForget(chat) }, icon('close', 18)));
}

export function liveCount(people) {
  return h('span.live', { class: people ? 'on' : '', testid: 'live-count' }, people ? `${people} here` : 'Nobody here');
}

export function unreadBadge(count) {
  return h('span.badge', { testid: 'unread-badge' }, count > 99 ? '99+' : String(count), h('span.visually-hidden', ' unread'));
}
