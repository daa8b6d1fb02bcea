import { unreadBadge } from '../lobby/chat-card.js';
import { avatar } from '../ui/avatar.js';
import { h, replace } from '../ui/dom.js';
import { icon } from '../ui/icons.js';

/** The conversations of a chat: everyone, and one for each person spoken to privately. Only shown once there is a choice. */
export function conversationTabs(room, onChoose) {
  const element = h('nav.tabs', { 'aria-label': 'Conversations', testid: 'conversation-tabs' });
  const draw = () => {
    const shown = [...room.conversations.values()].filter((c) => c.with === '' || c.with === room.current || c.lastId > 0);
    element.hidden = shown.length < 2;
    const focused = document.activeElement?.dataset?.with;
    const hadFocus = element.contains(document.activeElement);
    replace(element, shown.map((conversation) => tab(room, conversation, onChoose)));
    if (hadFocus) element.querySelector(`[data-with="${CSS.escape(focused)}"]`)?.focus();
    element.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  return { element, draw };
}

function tab(room, conversation, onChoose) {
  const person = conversation.with && room.person(conversation.with);
  return h('button.tab', { type: 'button', class: person ? 'private' : '', testid: person ? 'tab-private' : 'tab-everyone', dataset: { with: conversation.with }, 'aria-current': conversation.with === room.current ? 'true' : null, onclick: () => onChoose(conversation.with) },
    person ? avatar(person, { away: !person.online }) : icon('chats', 18),
    h('span.truncate', person ? person.name : 'Everyone'),
    person && h('span.visually-hidden', ' (private)'),
    conversation.unread > 0 && unreadBadge(conversation.unread));
}
