import { ChatPage } from './chat/chat-page.js';
import { socket } from './connection.js';
import { startBanner } from './connection-banner.js';
import { LobbyPage } from './lobby/lobby-page.js';
import { loadSession } from './people/session.js';
import { startRouter } from './router.js';
import './ui/theme.js';

const RETRY_MS = 1500;

async function start() {
  startBanner();
  for (;;) {
    try {
      await loadSession();
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
  socket.connect();
  startRouter((path) => {
    const slug = /^\/c\/([a-z0-9]+)$/u.exec(path)?.[1];
    return slug ? new ChatPage(slug) : new LobbyPage();
  });
}

start();
