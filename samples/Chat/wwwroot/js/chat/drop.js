import { h } from '../ui/dom.js';
import { icon } from '../ui/icons.js';

/** Files dragged onto the page or pasted anywhere on it. Answers the function that stops listening. */
export function acceptFiles(area, onFiles) {
  const overlay = h('div.drop', { hidden: true, testid: 'drop-overlay', 'aria-hidden': 'true' }, h('div.drop-card', icon('attach', 32), h('strong', 'Drop to send')));
  area.append(overlay);
  let depth = 0; // dragenter and dragleave also fire for every child
  const carriesFiles = (event) => [...event.dataTransfer?.types ?? []].includes('Files');
  const listeners = {
    dragenter: (event) => { if (carriesFiles(event)) { depth++; overlay.hidden = false; event.preventDefault(); } },
    dragover: (event) => { if (carriesFiles(event)) event.preventDefault(); },
    dragleave: (event) => { if (carriesFiles(event) && --depth <= 0) { depth = 0; overlay.hidden = true; } },
    drop: (event) => {
      depth = 0;
      overlay.hidden = true;
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      onFiles([...event.dataTransfer.files]);
    },
    paste: (event) => {
      if (!event.clipboardData?.files.length || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      onFiles([...event.clipboardData.files]);
    },
  };
  for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener);
  return () => { for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener); };
}
