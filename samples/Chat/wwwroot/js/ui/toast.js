import { h } from './dom.js';

/** A short message at the bottom that goes by itself and is read out politely. */
export function toast(text, { tone = 'plain', seconds = 4 } = {}) {
  const element = h('p.toast', { dataset: { tone } }, text);
  document.getElementById('toasts').append(element);
  setTimeout(() => element.classList.add('leaving'), seconds * 1000);
  setTimeout(() => element.remove(), seconds * 1000 + 250);
}
