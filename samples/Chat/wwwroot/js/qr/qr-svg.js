import { s } from '../ui/dom.js';
import { qrCode } from './qr-code.js';

const QUIET = 3;

/** Always dark on light, whatever the theme: not every camera reads it the other way round. */
export function qrSvg(text, label) {
  const rows = qrCode(text);
  if (!rows) return null;
  const size = rows.length + QUIET * 2;
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''))).join('');
  return s('svg', { viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges' },
    s('rect', { width: size, height: size, fill: '#fff' }), s('path', { d: path, fill: '#211c16' }));
}
