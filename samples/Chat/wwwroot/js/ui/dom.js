// Builds elements. There is no other way to put anything on the page, so text from people can never become markup.
const SVG = 'http://www.w3.org/2000/svg';

/** h('button.primary', { type: 'button', onclick }, 'Send') */
export function h(selector, ...rest) {
  const [tag, ...classes] = selector.split('.');
  const element = document.createElement(tag || 'div');
  if (classes.length) element.className = classes.join(' ');
  return fill(element, rest);
}

export function s(tag, ...rest) {
  return fill(document.createElementNS(SVG, tag), rest);
}

function fill(element, rest) {
  const props = isProps(rest[0]) ? rest.shift() : {};
  for (const [name, value] of Object.entries(props)) set(element, name, value);
  element.append(...rest.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const isProps = (value) => value !== null && typeof value === 'object' && !(value instanceof Node) && !Array.isArray(value);

function set(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === 'class') element.classList.add(...value.split(' ').filter(Boolean));
  else if (name === 'vars') for (const [key, v] of Object.entries(value)) element.style.setProperty(`--${key}`, v);
  else if (name === 'testid') element.dataset.testid = value;
  else if (name === 'dataset') Object.assign(element.dataset, value);
  else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else element.setAttribute(name, value === true ? '' : value);
}

/** Replaces all children; false and null stand for nothing. */
export function replace(parent, ...children) {
  parent.replaceChildren(...children.flat(Infinity).filter(Boolean));
}

export const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
export const isTouch = () => matchMedia('(hover: none) and (pointer: coarse)').matches;
