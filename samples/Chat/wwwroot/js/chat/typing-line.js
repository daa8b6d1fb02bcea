import { h, replace } from '../ui/dom.js';

/** "Ana is typing" in a line of fixed height, so that nothing jumps. Not announced: it would interrupt reading. */
export function typingLine(room) {
  const element = h('p.typing', { testid: 'typing' });
  const draw = () => {
    const names = room.typingIn(room.current).map((id) => room.person(id).name);
    element.classList.toggle('on', names.length > 0);
    if (names.length) replace(element, h('span.dots', { 'aria-hidden': 'true' }, h('i'), h('i'), h('i')), h('span.truncate', sentence(names)));
    else element.replaceChildren();
  };
  return { element, draw };
}

function sentence(names) {
  if (names.length === 1) return `${names[0]} is typing`;
  if (names.length === 2) return `${names[0]} and ${names[1]} are typing`;
  return `${names[0]}, ${names[1]} and ${names.length - 2} more are typing`;
}
