import { isTouch, h, replace } from '../ui/dom.js';
import { session } from '../people/session.js';
import { icon } from '../ui/icons.js';
import { fileSize } from '../ui/time.js';
import { toast } from '../ui/toast.js';
import { prepare } from './pictures.js';

const TYPING_EVERY_MS = 2500;
const MOST_FILES = 10;

/**
 * Where messages are written. Drafts are kept per conversation; files wait in a tray until they are sent.
 * actions: { send(text, files), typing() }
 */
export class Composer {
  #actions;
  #draftKey = '';
  #files = [];
  #typedAt = 0;
  #input = h('textarea.composer-input', { rows: 1, testid: 'composer-input', autocomplete: 'off', enterkeyhint: isTouch() ? 'enter' : 'send', 'aria-label': 'Message' });
  #tray = h('ul.tray', { hidden: true, testid: 'tray', 'aria-label': 'Files to send' });
  #send = h('button.send', { type: 'submit', 'aria-label': 'Send', testid: 'composer-send' }, icon('send'));
  #picker = h('input', { type: 'file', multiple: true, hidden: true, testid: 'file-input', tabindex: -1 });
  #camera = h('input', { type: 'file', accept: 'image/*', capture: 'environment', hidden: true, testid: 'camera-input', tabindex: -1 });
  #counter = h('span.counter', { hidden: true, 'aria-live': 'polite' });

  constructor(actions) {
    this.#actions = actions;
    this.#input.maxLength = session.maxTextLength;
    this.element = h('form.composer', { testid: 'composer', onsubmit: (event) => { event.preventDefault(); this.#submit(); } },
      this.#tray,
      h('div.composer-row',
        h('button.icon-button', { type: 'button', 'aria-label': 'Attach pictures or files', title: 'Attach', testid: 'attach', onclick: () => this.#picker.click() }, icon('attach')),
        isTouch() && h('button.icon-button', { type: 'button', 'aria-label': 'Take a photo', testid: 'camera', onclick: () => this.#camera.click() }, icon('camera')),
        this.#input, this.#counter, this.#send),
      this.#picker, this.#camera);
    this.#input.addEventListener('input', () => this.#typed());
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    for (const input of [this.#picker, this.#camera]) input.addEventListener('change', () => { this.addFiles([...input.files]); input.value = ''; });
  }

  /** Changes to a conversation: its draft, its placeholder. */
  show(draftKey, placeholder) {
    this.#draftKey = draftKey;
    this.#input.placeholder = placeholder;
    this.#input.setAttribute('aria-label', placeholder);
    this.#input.value = sessionStorage.getItem(draftKey) ?? '';
    this.#grow();
    this.#drawSend();
  }

  focus() {
    if (!isTouch()) this.#input.focus({ preventScroll: true }); // a keyboard that opens by itself would hide what people came to read
  }

  async addFiles(files) {
    for (const file of files) {
      if (this.#files.length >= MOST_FILES) { toast(`${MOST_FILES} files at once are enough.`, { tone: 'problem' }); break; }
      await this.#addFile(file);
    }
    this.focus();
  }

  async #addFile(file) {
    const prepared = await prepare(file);
    if (!prepared.blob.size) toast(`${prepared.name} is empty.`, { tone: 'problem' });
    else if (prepared.blob.size > session.maxFileBytes) toast(`${prepared.name} is larger than ${fileSize(session.maxFileBytes)}.`, { tone: 'problem' });
    else this.#files.push(prepared);
    this.#drawTray();
  }

  #key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || isTouch()) return;
    event.preventDefault();
    this.#submit();
  }

  #submit() {
    const text = this.#input.value.trim();
    if (!text && !this.#files.length) return;
    this.#actions.send(text, this.#files);
    this.#files = [];
    this.#input.value = '';
    sessionStorage.removeItem(this.#draftKey);
    this.#typedAt = 0;
    this.#drawTray();
    this.#grow();
    this.#input.focus({ preventScroll: true });
  }

  #typed() {
    this.#grow();
    this.#drawSend();
    if (this.#input.value) sessionStorage.setItem(this.#draftKey, this.#input.value);
    else sessionStorage.removeItem(this.#draftKey);
    const now = Date.now();
    if (!this.#input.value.trim() || now - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = now;
    this.#actions.typing();
  }

  #grow() {
    this.#input.style.height = 'auto';
    this.#input.style.height = `${this.#input.scrollHeight}px`;
    const left = session.maxTextLength - this.#input.value.length;
    this.#counter.hidden = left > 200;
    if (left <= 200) this.#counter.textContent = `${left} left`;
  }

  #drawSend() {
    this.#send.classList.toggle('ready', this.#input.value.trim() !== '' || this.#files.length > 0);
  }

  #drawTray() {
    this.#tray.hidden = !this.#files.length;
    replace(this.#tray, this.#files.map((file) => h('li.tray-item', { testid: 'tray-item' },
      file.isImage ? h('img', { src: file.url, alt: '' }) : h('span.file-icon', icon('file', 22)),
      h('span.tray-text', h('span.truncate', file.name), h('span.file-size', fileSize(file.blob.size))),
      h('button.icon-button.small', { type: 'button', 'aria-label': `Remove ${file.name}`, testid: 'tray-remove', onclick: () => this.#removeFile(file) }, icon('close', 16)))));
    this.#drawSend();
  }

  #removeFile(file) {
    this.#files = this.#files.filter((other) => other !== file);
    if (file.url) URL.revokeObjectURL(file.url);
    this.#drawTray();
    this.#input.focus({ preventScroll: true });
  }
}
