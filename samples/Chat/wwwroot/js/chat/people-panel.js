import { session } from '../people/session.js';
import { openNameDialog } from '../people/name-form.js';
import { avatar } from '../ui/avatar.js';
import { h, replace } from '../ui/dom.js';
import { icon } from '../ui/icons.js';

const MOST_AWAY = 30;

/** Who is here, live, and who was. Choosing a person opens the private conversation with them. */
export function peoplePanel(room, { onPrivate, extra = [] }) {
  const here = h('ul.people', { testid: 'people-online', 'aria-label': 'Here now' });
  const away = h('ul.people', { testid: 'people-away', 'aria-label': 'Were here' });
  const hereTitle = h('h3.panel-title');
  const awayTitle = h('h3.panel-title', 'Were here');
  const element = h('div.people-panel', hereTitle, here, awayTitle, away, extra);

  const draw = () => {
    const people = [...room.people.values()].sort((a, b) => Number(b.id === session.id) - Number(a.id === session.id) || a.name.localeCompare(b.name));
    const online = people.filter((person) => person.online);
    const gone = people.filter((person) => !person.online && !person.left && person.id !== session.id).slice(0, MOST_AWAY);
    hereTitle.textContent = `Here now · ${online.length}`;
    replace(here, online.map((person) => row(person, onPrivate)));
    replace(away, gone.map((person) => row(person, onPrivate)));
    awayTitle.hidden = away.hidden = !gone.length;
  };
  return { element, draw };
}

function row(person, onPrivate) {
  const face = h('span.face', { class: person.online ? 'online' : '' }, avatar(person, { away: !person.online }));
  if (person.id === session.id) return ownRow(person, face);
  return h('li', { testid: 'person', dataset: { id: person.id } },
    h('button.person', { type: 'button', testid: 'person-private', title: `Write to ${person.name} privately`, onclick: () => onPrivate(person.id) },
      face, h('span.person-name.truncate', person.name), h('span.visually-hidden', person.online ? ', here now. Write privately' : ', not here. Write privately'), h('span.person-hint', { 'aria-hidden': 'true' }, icon('bubble', 18))));
}

function ownRow(person, face) {
  return h('li', { testid: 'person', dataset: { id: person.id } },
    h('button.person', { type: 'button', testid: 'person-me', title: 'Change your name', onclick: () => openNameDialog() },
      face, h('span.person-name.truncate', person.name), h('span.person-note', 'you'), h('span.visually-hidden', ', change your name'), h('span.person-hint', { 'aria-hidden': 'true' }, icon('edit', 16))));
}
