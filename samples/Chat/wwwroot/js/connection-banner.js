import { socket } from './connection.js';
import { outbox } from './chat/outbox.js';
import { uploads } from './chat/uploads.js';
import { h, replace } from './ui/dom.js';
import { icon } from './ui/icons.js';

const PATIENCE_MS = 1200;
const BACK_MS = 2200;

/** Says clearly when the connection is lost, what happens to what is written meanwhile, and when it is back. Floats: nothing moves. */
export function startBanner() {
  const banner = document.getElementById('connection-banner');
  let timer = null;
  let wasLost = false;

  const draw = (state, ...content) => {
    banner.dataset.state = state;
    replace(banner, ...content);
  };
  const lost = () => {
    wasLost = true;
    const waiting = outbox.waiting + uploads.waiting;
    draw('reconnecting', h('span.spinner'), h('span', h('strong', 'Reconnecting… '), waiting
      ? `${waiting === 1 ? '1 message waits' : `${waiting} messages wait`} to be sent.`
      : 'Keep writing: it is sent as soon as you are back.'));
  };
  const redraw = () => { if (banner.dataset.state === 'reconnecting') lost(); };

  const wait = (ms) => { clearTimeout(timer); timer = setTimeout(lost, ms); };
  socket.on('disconnect', () => wait(wasLost ? 0 : 400)); // a blink of an eye is not worth a banner
  socket.on('connect', () => {
    clearTimeout(timer);
    if (!wasLost) return;
    wasLost = false;
    draw('back', icon('check', 18), h('span', 'Back online'));
    timer = setTimeout(() => draw('online'), BACK_MS);
  });
  outbox.on('changed', redraw);
  uploads.on('changed', redraw);
  wait(PATIENCE_MS);
}
