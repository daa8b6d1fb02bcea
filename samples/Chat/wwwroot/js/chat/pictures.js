const LONGEST_EDGE = 2560;
const KEEP_BYTES = 1_500_000;
const PREVIEW_EDGE = 24;

/**
 * Makes a chosen file ready to send: photos are scaled to a sensible size and written anew, which also removes where they were taken;
 * a picture gets a tiny preview that travels with its message. Anything that is not a picture goes as it is.
 */
export async function prepare(file) {
  const bitmap = await decode(file);
  if (!bitmap) return { name: file.name || 'file', blob: file, isImage: false, width: 0, height: 0, url: null, preview: null };
  const blob = mustRewrite(file, bitmap) ? await rewrite(bitmap, file.type) : file;
  const scale = Math.min(1, LONGEST_EDGE / Math.max(bitmap.width, bitmap.height));
  const prepared = {
    name: nameFor(file, blob), blob, isImage: true, url: URL.createObjectURL(blob),
    width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale),
    preview: await draw(bitmap, PREVIEW_EDGE, 'image/webp', 0.5),
  };
  bitmap.close();
  return prepared;
}

async function decode(file) {
  if (!file.type.startsWith('image/') || file.type === 'image/svg+xml') return null;
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return null;
  }
}

// Drawings, screenshots and animations stay as they are while they are small; a camera's photo never does.
function mustRewrite(file, bitmap) {
  if (file.type === 'image/gif') return false;
  const common = file.type === 'image/png' || file.type === 'image/webp';
  return !common || file.size > KEEP_BYTES || Math.max(bitmap.width, bitmap.height) > LONGEST_EDGE;
}

async function rewrite(bitmap, type) {
  const target = type === 'image/png' || type === 'image/webp' ? 'image/webp' : 'image/jpeg';
  return draw(bitmap, LONGEST_EDGE, target, 0.88);
}

function draw(bitmap, longest, type, quality) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('cannot encode'))), type, quality));
}

function nameFor(file, blob) {
  const extension = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/gif': 'gif' }[blob.type] ?? 'bin';
  const stem = (file.name || 'picture').replace(/\.[^.]*$/u, '') || 'picture';
  return `${stem}.${extension}`;
}
