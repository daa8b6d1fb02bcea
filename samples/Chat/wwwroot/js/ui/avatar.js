import { h } from './dom.js';

/** A colour and initials that stay the same for a person everywhere; pictures of nobody are stored. */
export function avatar(person, { away = false, short = false } = {}) {
  return h('span.avatar', { class: away ? 'away' : '', 'aria-hidden': 'true', vars: { hue: hueOf(person.id) } }, initials(person.name, short));
}

export function avatarStack(people) {
  return h('span.avatar-stack', { 'aria-hidden': 'true' }, people.map((person) => avatar(person, { short: true })));
}

export function hueOf(id) {
  let hash = 2166136261;
  for (const char of id) hash = Math.imul(hash ^ char.codePointAt(0), 16777619);
  return ((hash >>> 8) % 24) * 15; // 24 clearly different hues
}

function initials(name, short) {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = words.length > 1 && !short ? [first(words[0]), first(words.at(-1))] : [first(words[0] ?? '?')];
  return letters.join('').toLocaleUpperCase();
}

// By grapheme: an emoji or a letter with accents counts as one.
const graphemes = globalThis.Intl?.Segmenter ? new Intl.Segmenter() : null;
const first = (word) => (graphemes ? [...graphemes.segment(word)][0]?.segment : [...word][0]) ?? '?';
