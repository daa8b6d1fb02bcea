import { reducedMotion } from './ui/dom.js';

export const chatPath = (slug) => `/c/${slug}`;

const app = document.getElementById('app');
let page = null;
let makePage = () => { throw new Error('no routes'); };

/** `routes(path)` makes the page of an address: an object with `element` and `dispose()`. */
export function startRouter(routes) {
  makePage = routes;
  addEventListener('popstate', () => show());
  document.addEventListener('click', followLink);
  show({ first: true });
}

export function navigate(path) {
  if (path === location.pathname) return;
  history.pushState(null, '', path);
  show();
}

function followLink(event) {
  const link = event.target.closest?.('a[href]');
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || link.target || link.hasAttribute('download')) return;
  const path = link.getAttribute('href');
  if (path !== '/' && !path.startsWith('/c/')) return;
  event.preventDefault();
  navigate(path);
}

function show({ first = false } = {}) {
  const swap = () => {
    page?.dispose();
    page = makePage(location.pathname);
    app.replaceChildren(page.element);
    scrollTo(0, 0);
    if (!first) page.element.querySelector('#main')?.focus({ preventScroll: true });
  };
  if (first || !document.startViewTransition || reducedMotion()) swap();
  else document.startViewTransition(swap);
}
