import { h, replace } from '../ui/dom.js';
import { avatar } from '../ui/avatar.js';
import { openNameDialog } from './name-form.js';
import { onRenamed, session } from './session.js';

export function meButton() {
  const button = h('button.me-button', { type: 'button', testid: 'me-button', onclick: () => openNameDialog() });
  const draw = () => {
    replace(button, avatar({ id: session.id, name: session.name || '?' }), session.name
      ? [h('span.visually-hidden', 'You are '), h('span.truncate', session.name), h('span.visually-hidden', ', change your name')]
      : h('span.truncate', 'Choose a name'));
  };
  draw();
  const off = onRenamed(() => (button.isConnected ? draw() : off()));
  return button;
}
