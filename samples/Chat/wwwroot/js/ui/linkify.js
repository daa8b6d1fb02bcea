import { h } from './dom.js';

const URL_PATTERN = /\bhttps?:\/\/[^\s<>"'`]+/giu;

/** Text with its web addresses as links. Only http and https, and only by building nodes. */
export function linkify(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(URL_PATTERN)) {
    const address = trimEnd(match[0]);
    if (!isWebAddress(address)) continue;
    nodes.push(text.slice(end, match.index), h('a', { href: address, target: '_blank', rel: 'noopener noreferrer nofollow' }, address));
    end = match.index + address.length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== '');
}

const EMOJI_ONLY = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\s){1,18}$/u;
export const isEmojiOnly = (text) => EMOJI_ONLY.test(text) && /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text);

// A full stop after an address belongs to the sentence; so does a bracket that was never opened in it.
function trimEnd(address) {
  let trimmed = address.replace(/[.,;:!?…]+$/u, '');
  while (trimmed.endsWith(')') && trimmed.split(')').length > trimmed.split('(').length) trimmed = trimmed.slice(0, -1);
  return trimmed;
}

function isWebAddress(address) {
  try {
    return /^https?:$/u.test(new URL(address).protocol);
  } catch {
    return false;
  }
}
