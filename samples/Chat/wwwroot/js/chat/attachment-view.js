import { h, replace } from '../ui/dom.js';
import { icon } from '../ui/icons.js';
import { fileSize } from '../ui/time.js';

/** The picture or file of a message: first the local one with its progress, then, in the same place, the one on the server. */
export function attachmentView(message, actions) {
  return message.file.isImage ? pictureView(message, actions) : fileView(message, actions);
}

function pictureView(first, actions) {
  const { file } = first;
  const image = h('img', { alt: `Picture: ${file.name}`, draggable: 'false', decoding: 'async' });
  const progress = progressRing();
  const button = h('button.picture', { type: 'button', testid: 'message-picture', 'aria-label': `Open picture ${file.name}`, vars: pictureBox(file) }, image);
  let source = '';
  let current = first;
  button.addEventListener('click', () => current.file.id && actions.openPicture(current));
  return {
    element: h('div.attachment', button, progress.element),
    update(message) {
      current = message;
      progress.update(message, actions);
      const wanted = message.file.id ?? message.file.url;
      if (wanted === source) return;
      const placeholder = source === '' && message.file.id ? previewUrl(message.file.preview) : null;
      source = wanted;
      if (!message.file.id) image.src = message.file.url;
      else showWhenLoaded(button, image, `/files/${message.file.id}`, placeholder);
    },
  };
}

// What is shown stays until the real picture is decoded: a preview for receivers, the local file for the sender.
function showWhenLoaded(button, image, address, placeholder) {
  if (placeholder) {
    image.src = placeholder;
    button.classList.add('blurred');
  }
  const real = new Image();
  real.src = address;
  real.decode().catch(() => {}).finally(() => {
    image.src = address;
    button.classList.remove('blurred');
    if (placeholder) URL.revokeObjectURL(placeholder);
  });
}

function fileView(first, actions) {
  const progress = progressRing();
  const size = h('span.file-size', fileSize(first.file.size ?? first.file.blob.size));
  const link = h('a.file', { testid: 'message-file', download: true },
    h('span.file-icon', icon('file', 24)),
    h('span.file-text', h('span.file-name', first.file.name), size));
  return {
    element: h('div.attachment', link, progress.element),
    update(message) {
      progress.update(message, actions);
      if (message.file.id) link.href = `/files/${message.file.id}?download`;
    },
  };
}

function progressRing() {
  const element = h('span.progress', { hidden: true, testid: 'upload-progress' });
  const ring = h('span.ring', { 'aria-hidden': 'true' });
  return {
    element,
    update(message, actions) {
      const running = !message.id && message.state !== 'failed';
      element.hidden = !running;
      if (!running) return;
      const percent = Math.round((message.progress ?? 0) * 100);
      ring.style.setProperty('--percent', percent);
      if (!element.childElementCount) {
        replace(element, ring, h('button.progress-cancel', { type: 'button', 'aria-label': `Cancel sending ${message.file.name}`, testid: 'upload-cancel', onclick: () => actions.discard(message) }, icon('close', 18)));
      }
      element.dataset.percent = percent;
    },
  };
}

// The box has its final size before a byte of the picture is there.
function pictureBox({ width, height }) {
  const w = width || 4;
  const t = height || 3;
  const ratio = Math.min(2.4, Math.max(0.62, w / t));
  return { ratio: ratio.toFixed(4), natural: `${Math.max(140, w)}px` };
}

/** The few hundred bytes that came with the message: an ArrayBuffer from the socket, base64 from the JSON history. */
function previewUrl(preview) {
  if (!preview) return null;
  const bytes = typeof preview === 'string' ? Uint8Array.from(atob(preview), (char) => char.charCodeAt(0)) : preview;
  return URL.createObjectURL(new Blob([bytes]));
}
