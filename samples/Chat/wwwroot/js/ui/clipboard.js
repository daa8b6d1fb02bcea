/** navigator.clipboard only exists on https and localhost; phones in the same network come by plain http. */
export async function copyText(text, field) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed: fall through to the selection.
    }
  }
  field.focus();
  field.select();
  return document.execCommand('copy');
}
