import { explain, request } from '../connection.js';
import { navigate, chatPath } from '../router.js';
import { h } from '../ui/dom.js';
import { icon } from '../ui/icons.js';

export const MAX_TITLE = 60;

export function createForm() {
  const title = h('input.input', { type: 'text', name: 'title', maxlength: MAX_TITLE, required: true, autocomplete: 'off', placeholder: 'Friday dinner', enterkeyhint: 'go', testid: 'create-title' });
  const error = h('p.field-error', { role: 'alert', testid: 'create-error' });
  const button = h('button.button.primary.wide', { type: 'submit', testid: 'create-submit' }, icon('plus', 20), 'Start the chat');

  const submit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    error.textContent = '';
    try {
      const isPublic = new FormData(form).get('visibility') === 'public';
      const { slug } = await request('chat:create', { title: title.value.trim(), isPublic });
      navigate(chatPath(slug));
    } catch (problem) {
      error.textContent = explain(problem);
      button.disabled = false;
    }
  };

  const choice = (value, name, text, label, checked) =>
    h('label', { title: text }, h('input', { type: 'radio', name: 'visibility', value, checked, testid: `create-${value}` }), icon(name, 18), label);
  const form = h('form.create', { onsubmit: submit, testid: 'create-form', 'aria-label': 'Start a chat' },
    h('label.field', h('span', 'What is it about?'), title),
    h('fieldset.segments', h('legend.visually-hidden', 'Who can find it?'),
      choice('link', 'lock', 'Only people with the link can find it', 'By link only', true),
      choice('public', 'globe', 'Everyone sees it on this page', 'Public')),
    button, error);
  return form;
}
