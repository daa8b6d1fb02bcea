import { session } from '../people/session.js';

/** How far each person has received and read: two watermarks a person and conversation, from which every tick follows. */
export class Receipts {
  #marks = new Map();

  apply(marks) {
    for (const mark of marks) this.#marks.set(`${mark.person} ${mark.with}`, mark);
  }

  seenByMe(withId) {
    return this.#marks.get(`${session.id} ${withId}`)?.seen ?? 0;
  }

  setSeenByMe(withId, id) {
    this.#marks.set(`${session.id} ${withId}`, { person: session.id, with: withId, delivered: id, seen: id });
  }

  /** { state: 'sent' | 'delivered' | 'seen', seenBy: [personId] } of a message of mine. */
  of(message) {
    const readers = message.to
      ? [this.#marks.get(`${message.to} ${session.id}`)].filter(Boolean)
      : [...this.#marks.values()].filter((mark) => mark.with === '' && mark.person !== session.id);
    const seenBy = readers.filter((mark) => mark.seen >= message.id).map((mark) => mark.person);
    const delivered = seenBy.length > 0 || readers.some((mark) => mark.delivered >= message.id);
    return { state: seenBy.length ? 'seen' : delivered ? 'delivered' : 'sent', seenBy };
  }
}
