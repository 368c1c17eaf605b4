/** A file name out of free text: letters, digits, dots and dashes, never a path. */
export function safeFileName(suggested: string, extension: string): string {
  const name = suggested.normalize('NFC').replace(/[^\p{L}\p{N}.-]+/gu, '-').replace(/^[.-]+|[.-]+$/g, '').slice(0, 120);
  return name.toLowerCase().endsWith(`.${extension}`) ? name : `${name || 'contexture'}.${extension}`;
}
