import { h } from '../ui/dom.js';
import { explain } from '../connection.js';
import { avatar } from '../ui/avatar.js';
import { openDialog } from '../ui/dialog.js';
import { rename, session } from './session.js';

export const MAX_NAME = 32;

/** The form that asks for a name; `done` runs when the server has taken it. */
export function nameForm({ action, done }) {
  const input = h('input.input', { name: 'name', type: 'text', value: session.name, maxlength: MAX_NAME, required: true, autocomplete: 'nickname', autocapitalize: 'words', spellcheck: 'false', enterkeyhint: 'go', placeholder: 'Your name', testid: 'name-input', autofocus: true });
  const error = h('p.field-error', { role: 'alert', testid: 'name-error' });
  const button = h('button.button.primary.wide', { type: 'submit', testid: 'name-save' }, action);
  const face = h('span.name-face');
  const drawFace = () => face.replaceChildren(avatar({ id: session.id, name: input.value || '?' }));
  input.addEventListener('input', drawFace);
  drawFace();

  const submit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    error.textContent = '';
    try {
      await rename(input.value.trim());
      await done();
    } catch (problem) {
      error.textContent = explain(problem);
    } finally {
      button.disabled = false;
    }
  };
  return h('form.name-form', { onsubmit: submit, testid: 'name-form' },
    h('div.name-row', face, h('label.field', h('span', 'What should people call you?'), input)),
    error, button);
}

export function openNameDialog({ title = 'Your name', action = 'Save', done } = {}) {
  const sheet = openDialog({
    title, testid: 'name-dialog', className: 'narrow',
    body: [nameForm({ action, done: async () => { sheet.close(); await done?.(); } }),
      h('p.sheet-note', 'Kept in this browser. No account, no e-mail.')],
  });
}
