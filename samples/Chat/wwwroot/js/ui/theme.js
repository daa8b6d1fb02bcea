import { h, replace } from './dom.js';
import { icon } from './icons.js';

export function themeToggle() {
  const button = h('button.icon-button', { type: 'button', testid: 'theme-toggle', onclick: () => choose(isDark() ? 'light' : 'dark') });
  const draw = () => {
    replace(button, icon(isDark() ? 'sun' : 'moon'));
    button.setAttribute('aria-label', isDark() ? 'Use light colours' : 'Use dark colours');
  };
  draw();
  const off = onTheme(() => (button.isConnected ? draw() : off()));
  return button;
}

const listeners = new Set();

function onTheme(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const isDark = () => document.documentElement.dataset.theme === 'dark';

function choose(theme) {
  localStorage.setItem('theme', theme);
  apply(theme);
}

function apply(theme) {
  const root = document.documentElement;
  root.classList.add('switching'); // all colours at once, rather than each at its own pace
  root.dataset.theme = theme;
  requestAnimationFrame(() => requestAnimationFrame(() => root.classList.remove('switching')));
  document.querySelector('meta[name="theme-color"]').content = theme === 'dark' ? '#14110f' : '#fbf8f4';
  for (const listener of [...listeners]) listener();
}

// Follows the system until the person has chosen, and other tabs when they choose.
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) => {
  if (!localStorage.getItem('theme')) apply(event.matches ? 'dark' : 'light');
});
addEventListener('storage', (event) => { if (event.key === 'theme' && event.newValue) apply(event.newValue); });
