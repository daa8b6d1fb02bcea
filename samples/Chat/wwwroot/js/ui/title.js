// The tab's title carries the number of unread messages, so that a chat in a background tab can be heard.
let name = '';
let unread = 0;

export function setPageName(value) {
  name = value;
  draw();
}

export function setUnread(value) {
  unread = value;
  draw();
}

function draw() {
  document.title = `${unread ? `(${unread}) ` : ''}${name ? `${name} · ` : ''}Ember`;
}
