import { h } from './dom.js';
import { icon } from './icons.js';

/** A modal sheet on the platform's own <dialog>: focus trap, Escape and focus return come with it. */
export function openDialog({ title, testid, body, className = '', onClose }) {
  const heading = h('h2', { id: `${testid}-title` }, title);
  const close = () => dialog.close();
  const dialog = h('dialog.sheet', { class: className, testid, 'aria-labelledby': heading.id },
    h('header.sheet-head', heading, h('button.icon-button', { type: 'button', 'aria-label': 'Close', testid: `${testid}-close`, onclick: close }, icon('close'))),
    h('div.sheet-body', body));
  const opener = document.activeElement;
  dialog.addEventListener('click', (event) => { if (event.target === dialog) close(); });
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (opener?.isConnected) opener.focus({ preventScroll: true });
    onClose?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { close, dialog };
}

/** Resolves to true when the person says yes. */
export function confirmDialog({ title, text, yes, testid }) {
  return new Promise((resolve) => {
    let answer = false;
    const sheet = openDialog({
      title, testid, className: 'narrow', onClose: () => resolve(answer),
      body: [
        h('p.sheet-text', text),
        h('div.sheet-actions',
          h('button.button', { type: 'button', autofocus: true, onclick: () => sheet.close() }, 'Cancel'),
          h('button.button.danger', { type: 'button', testid: `${testid}-yes`, onclick: () => { answer = true; sheet.close(); } }, yes)),
      ],
    });
  });
}
