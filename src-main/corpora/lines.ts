/** One newline for all: CRLF (Windows) and CR (old Macs, some exports) become LF. Line numbers stay what they were. */
export function unifyNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/gu, '\n') : text;
}

/** The lines that are not blank, with their numbers from 1; one at a time, because a hostile file may be newlines only. */
export function* filledLines(text: string): Generator<{ readonly line: number; readonly content: string }> {
  const unified = unifyNewlines(text);
  let line = 0;
  for (let start = 0; start < unified.length;) {
    const newline = unified.indexOf('\n', start);
    const end = newline < 0 ? unified.length : newline;
    line++;
    if (end > start) {
      const content = unified.slice(start, end);
      if (content.trim() !== '') yield { line, content };
    }
    start = end + 1;
  }
}

/** How many newlines stand in `[start, end)` of a text whose newlines are unified. */
export function countNewlines(text: string, start: number, end: number): number {
  let n = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) n++;
  return n;
}
