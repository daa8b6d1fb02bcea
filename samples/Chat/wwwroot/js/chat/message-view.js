import { session } from '../people/session.js';
import { avatar } from '../ui/avatar.js';
import { h, replace } from '../ui/dom.js';
import { icon, ticks } from '../ui/icons.js';
import { isEmojiOnly, linkify } from '../ui/linkify.js';
import { clockTime, fullTime } from '../ui/time.js';
import { attachmentView } from './attachment-view.js';

const STATES = { queued: 'Waiting to be sent', sending: 'Sending', failed: 'Not sent', sent: 'Sent', delivered: 'Delivered', seen: 'Seen' };

/** One message on the screen. The same element lives from being typed to being seen; `update` changes only what differs. */
export class MessageView {
  #author;
  #meta = h('span.meta');
  #status = h('span.status', { testid: 'message-status' });
  #actions = h('div.msg-actions');
  #attachment = null;
  #drawn = '';

  constructor(message, person, actions) {
    this.mine = isMine(message);
    this.actions = actions;
    this.#author = h('span.author', person.name);
    const time = h('time', { datetime: new Date(message.sentAt).toISOString(), title: fullTime(message.sentAt) }, clockTime(message.sentAt));
    this.#meta.append(time);
    if (this.mine) this.#meta.append(this.#status);
    this.bubble = h('div.bubble', !this.mine && this.#author, h('div.attachment-slot'),
      h('div.words', message.text && h('p.text', { class: isEmojiOnly(message.text) ? 'emoji' : '', dir: 'auto', testid: 'message-text' }, linkify(message.text)), this.#meta));
    this.element = h('article.msg', { class: this.mine ? 'mine' : 'theirs', testid: 'message', dataset: { author: person.id } },
      !this.mine && avatar(person), h('div.msg-body', this.bubble, this.#actions));
    this.element.setAttribute('aria-label', `${this.mine ? 'You' : person.name}, ${clockTime(message.sentAt)}`);
  }

  /** entry: { message, person, receipt, groupStart, showTime } */
  update(entry) {
    const { message, receipt, groupStart, showTime, person } = entry;
    this.element.classList.toggle('group-start', groupStart);
    this.element.classList.toggle('same-minute', !showTime);
    this.element.dataset.state = receipt.state;
    if (message.id) this.element.dataset.id = message.id;
    if (this.#author.textContent !== person.name) this.#author.textContent = person.name;
    this.#updateAttachment(message);
    const label = this.#label(entry);
    const drawn = `${receipt.state} ${label}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    if (this.mine) this.#drawStatus(receipt.state, label);
    replace(this.#actions, receipt.state === 'failed' && this.#failed(message));
  }

  #updateAttachment(message) {
    if (!message.file) return;
    if (!this.#attachment) {
      this.#attachment = attachmentView(message, this.actions);
      this.bubble.classList.add(message.file.isImage ? 'with-picture' : 'with-file');
      if (!message.text) this.bubble.classList.add('bare');
      this.bubble.querySelector('.attachment-slot').replaceWith(this.#attachment.element);
    }
    this.#attachment.update(message);
  }

  #label({ receipt }) {
    return receipt.state === 'seen' && receipt.seenBy?.length ? `Seen by ${receipt.seenBy.join(', ')}` : STATES[receipt.state];
  }

  #drawStatus(state, label) {
    const mark = { queued: () => icon('clock', 14), sending: () => icon('clock', 14), failed: () => icon('close', 14), sent: () => ticks(false), delivered: () => ticks(true), seen: () => ticks(true) }[state];
    this.#status.dataset.state = state;
    this.#status.title = label;
    replace(this.#status, mark(), h('span.visually-hidden', label));
  }

  #failed(message) {
    return h('p.failed', h('span', message.problem || 'Not sent.'),
      h('button.link-button', { type: 'button', testid: 'message-retry', onclick: () => this.actions.retry(message) }, 'Try again'),
      h('button.link-button', { type: 'button', testid: 'message-discard', onclick: () => this.actions.discard(message) }, 'Discard'));
  }
}

// A message that the server has not confirmed knows its author by another name.
export const isMine = (message) => (message.from ?? message.author) === session.id;
