import { h, replace } from '../ui/dom.js';
import { avatar } from '../ui/avatar.js';
import { openNameDialog } from './name-form.js';
import { onRenamed, session } from './session.js';

export function meButton() {
  const button = h('button.me-button', { type: 'button', testid: 'me-button', onclick: () => openNameDialog() });
  const draw = () => {
    replace(button, avatar({ id: session.id, name: session.name || '?' }), h('span.truncate', session.name || 'Choose a name'));
    button.setAttribute('aria-label', session.name ? `You are ${session.name}. Change your name` : 'Choose a name');
  };
  draw();
  const off = onRenamed(() => (button.isConnected ? draw() : off()));
  return button;
}
