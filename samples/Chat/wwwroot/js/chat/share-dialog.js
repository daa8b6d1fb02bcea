import { session } from '../people/session.js';
import { qrSvg } from '../qr/qr-svg.js';
import { chatPath } from '../router.js';
import { copyText } from '../ui/clipboard.js';
import { openDialog } from '../ui/dialog.js';
import { h, replace } from '../ui/dom.js';
import { icon } from '../ui/icons.js';
import { duration } from '../ui/time.js';

/** The link in every form that gets it to somebody: copied, through the phone's own share sheet, or scanned. */
export function openShareDialog(chat) {
  const link = shareLink(chat.slug);
  const field = h('input.input', { type: 'text', readonly: true, value: link, 'aria-label': 'Link to this chat', testid: 'share-link', onfocus: () => field.select() });
  const copyLabel = h('span', { 'aria-live': 'polite' }, 'Copy');
  const copy = h('button.button.primary', { type: 'button', testid: 'share-copy', autofocus: true }, icon('copy', 20), copyLabel);
  copy.addEventListener('click', async () => {
    const copied = await copyText(link, field);
    copyLabel.textContent = copied ? 'Copied' : 'Press Ctrl+C';
    replace(copy, icon(copied ? 'check' : 'copy', 20), copyLabel);
  });
  const native = navigator.share && h('button.button.wide', { type: 'button', testid: 'share-native', onclick: () => navigator.share({ title: chat.title, text: `Join “${chat.title}”`, url: link }).catch(() => {}) }, icon('share', 20), 'Share with an app');
  openDialog({
    title: 'Invite people', testid: 'share-dialog', className: 'narrow',
    body: [
      h('div.qr', { testid: 'share-qr' }, qrSvg(link, 'QR code of the link')),
      h('div.share-row', field, copy),
      native,
      h('p.sheet-note', chat.isPublic ? 'This chat is public: it is also listed on the front page. ' : 'Only people with this link can find the chat. ', `It disappears ${duration(session.graceSeconds)} after the last person has left.`),
    ],
  });
}

// "localhost" means nothing to a phone: there the link carries this computer's address in the local network.
function shareLink(slug) {
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
  const origin = local && session.lanOrigins.length ? session.lanOrigins[0] : location.origin;
  return origin + chatPath(slug);
}
