/**
 * Puts text on the clipboard, in answer to a click or a key. The page has no permission for the clipboard's own interface, nor does it need one for what the user copies.
 */
export function copyText(text: string): void {
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', give, { once: true });
  // Deprecated, and the one way without a permission.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('copy');
  document.removeEventListener('copy', give);
}
