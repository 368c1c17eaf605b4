import type { CharSpan } from '@contract/occurrence';

/** Characters `[start, end)` of a text and what takes their place. The list of a text is in order and without overlaps. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `kept`: the word as it was written; `changed`: another word in its place; `lost`: nobody can say where it is. */
export type MovedSpan = CharSpan & { readonly fate: 'kept' | 'changed' | 'lost' };

const LETTER = /[\p{L}\p{N}\p{M}_]/u;

export function editedText(text: string, edits: readonly TextEdit[]): string {
  let at = 0;
  const parts = edits.map((edit) => {
    const part = text.slice(at, edit.start) + edit.text;
    at = edit.end;
    return part;
  });
  return parts.join('') + text.slice(at);
}

/** Where a target is once a text was edited. A word that has grown together with its neighbour is lost, as is one that half of was replaced. */
export function movedSpan(text: string, edits: readonly TextEdit[], { charStart, charEnd }: CharSpan): MovedSpan {
  const lost: MovedSpan = { charStart, charEnd, fate: 'lost' };
  let before = 0, inside = 0;
  let found: number | null = null;
  for (const edit of edits) {
    const place = placed(text, edit, charStart, charEnd);
    const grown = edit.text.length - (edit.end - edit.start);
    if (place === 'before') before += grown;
    else if (place === 'inside') inside += grown;
    else if (place === 'over') {
      const at = onlyPlace(edit.text, text.slice(charStart, charEnd));
      if (at === null) return lost;
      found = edit.start + before + at;
    } else if (place === 'across') return lost;
  }
  const start = found ?? charStart + before;
  const end = start + charEnd - charStart + inside;
  const next = editedText(text, edits);
  if (next.slice(start, end).trim() === '' || hasGrownTogether(text, charStart, charEnd, next, start, end)) return lost;
  return { charStart: start, charEnd: end, fate: next.slice(start, end) === text.slice(charStart, charEnd) ? 'kept' : 'changed' };
}

/** Where an edit lies. One that reaches beyond the target is held to what it really changes first: “the bank” → “a bank” leaves the word alone. */
function placed(text: string, edit: TextEdit, from: number, to: number): 'before' | 'inside' | 'after' | 'over' | 'across' {
  const place = where(edit, from, to);
  return place === 'over' || place === 'across' ? where(trimmed(text, edit), from, to) : place;
}

function where({ start, end }: TextEdit, from: number, to: number): ReturnType<typeof placed> {
  if (end <= from) return 'before';
  if (start >= to) return 'after';
  if (start >= from && end <= to) return 'inside';
  return start <= from && end >= to ? 'over' : 'across';
}

function trimmed(text: string, { start, end, text: next }: TextEdit): TextEdit {
  let head = 0;
  while (start + head < end && head < next.length && text[start + head] === next[head]) head += 1;
  let tail = 0;
  while (start + head < end - tail && head < next.length - tail && text[end - tail - 1] === next[next.length - tail - 1]) tail += 1;
  return { start: start + head, end: end - tail, text: next.slice(head, next.length - tail) };
}

/** Where a word stands by itself in a text; null: nowhere, or in several places. */
function onlyPlace(text: string, word: string): number | null {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!joins(text, at) && !joins(text, at + word.length)) places.push(at);
  }
  return places.length === 1 ? places[0] ?? null : null;
}

/** Whether letters stand at both sides of a place. */
function joins(text: string, at: number): boolean {
  const left = /.$/su.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? '';
  return LETTER.test(left) && LETTER.test(String.fromCodePoint(text.codePointAt(at) ?? 0x20));
}

const hasGrownTogether = (text: string, from: number, to: number, next: string, start: number, end: number): boolean =>
  (joins(next, start) && !joins(text, from)) || (joins(next, end) && !joins(text, to));
