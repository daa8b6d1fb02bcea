import { h } from '../ui/dom.js';
import { icon } from '../ui/icons.js';
import { fullTime } from '../ui/time.js';

/** Shows the pictures of a conversation large; arrow keys and swipes go through them, Escape goes back. */
export function openLightbox(pictures, start, nameOf) {
  let at = pictures.findIndex((message) => message.id === start.id);
  const image = h('img.lightbox-image', { testid: 'lightbox-image' });
  const caption = h('p.lightbox-caption', { 'aria-live': 'polite' });
  const download = h('a.icon-button', { 'aria-label': 'Download', download: true, testid: 'lightbox-download' }, icon('download'));
  const close = h('button.icon-button', { type: 'button', 'aria-label': 'Close', autofocus: true, testid: 'lightbox-close', onclick: () => dialog.close() }, icon('close'));
  const step = (by, name, label) => h('button.icon-button.lightbox-step', { type: 'button', class: name, 'aria-label': label, testid: `lightbox-${name}`, onclick: () => go(at + by) }, icon(name === 'previous' ? 'back' : 'forward', 28));
  const previous = step(-1, 'previous', 'Previous picture');
  const next = step(1, 'next', 'Next picture');
  const dialog = h('dialog.lightbox', { 'aria-label': 'Picture', testid: 'lightbox' }, h('header.lightbox-head', caption, download, close), h('div.lightbox-stage', image), previous, next);

  const go = (index) => {
    if (index < 0 || index >= pictures.length) return;
    at = index;
    const { file, from, sentAt, text } = pictures[at];
    image.src = `/files/${file.id}`;
    image.alt = text || `Picture: ${file.name}`;
    caption.replaceChildren(h('strong', nameOf(from)), ` · ${fullTime(sentAt)}`);
    download.href = `/files/${file.id}?download`;
    previous.hidden = at === 0;
    next.hidden = at === pictures.length - 1;
  };

  const opener = document.activeElement;
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowLeft') go(at - 1);
    if (event.key === 'ArrowRight') go(at + 1);
  });
  dialog.addEventListener('click', (event) => { if (event.target === dialog || event.target.classList.contains('lightbox-stage')) dialog.close(); });
  swipe(dialog, (direction) => go(at + direction));
  dialog.addEventListener('close', () => { dialog.remove(); opener?.focus({ preventScroll: true }); });
  document.body.append(dialog);
  go(at);
  dialog.showModal();
}

function swipe(element, onSwipe) {
  let from = null;
  element.addEventListener('touchstart', (event) => { from = event.touches.length === 1 ? event.touches[0].clientX : null; }, { passive: true });
  element.addEventListener('touchend', (event) => {
    if (from === null) return;
    const moved = event.changedTouches[0].clientX - from;
    if (Math.abs(moved) > 60) onSwipe(moved < 0 ? 1 : -1);
  });
}
