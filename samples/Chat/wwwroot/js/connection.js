// The one socket of the page: the stock client, as the server hands it out.
import { io } from '/socket.io/socket.io.esm.min.js';

// ?transports=polling restricts the transports (for tests and for networks that break WebSocket); it holds for the whole tab.
const asked = new URLSearchParams(location.search).get('transports');
if (asked) sessionStorage.setItem('transports', asked);
const transports = sessionStorage.getItem('transports')?.split(',');

const ANSWER_MS = 12_000;

export const socket = io({ autoConnect: false, reconnectionDelay: 500, reconnectionDelayMax: 4000, ...(transports && { transports }) });

/** An answer of the server that says no, in words fit for people. */
export class Refusal extends Error {
  /** The server asks to slow down: the same request may be made again a little later. */
  get isRateLimit() { return this.message.startsWith('Slow down'); }
}

/** Emits an event and answers its ack; rejects with a Refusal, or with any other error when the answer never came. */
export async function request(event, ...values) {
  if (!socket.connected) await connected();
  const answer = await socket.timeout(ANSWER_MS).emitWithAck(event, ...values);
  if (answer?.error) throw new Refusal(answer.error);
  return answer;
}

// Waiting here rather than in the client's own buffer: whoever asks may have given up by the time there is a connection.
function connected() {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('not connected')), ANSWER_MS);
    socket.once('connect', () => { clearTimeout(timer); resolve(); });
  });
}

/** The words to show for any error that `request` rejects with. */
export const explain = (error) => (error instanceof Refusal ? error.message : 'The server did not answer. Check the connection and try again.');

socket.on('connect_error', async (error) => {
  // The cookie that says who we are is missing (cleared in another tab, say): fetch a new one, then come back.
  if (!socket.active && error.message === 'unknown visitor') {
    await fetch('/api/me').catch(() => {});
    setTimeout(() => socket.connect(), 1000);
  }
});

// "io server disconnect" is the one reason after which the client does not come back by itself (a server that shuts down politely).
socket.on('disconnect', (reason) => {
  if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 500);
});

// Phones freeze pages and networks change: do not wait for the next attempt when we know better.
const hurry = () => { if (socket.active && !socket.connected && !document.hidden) socket.disconnect().connect(); };
addEventListener('online', hurry);
document.addEventListener('visibilitychange', hurry);
