import type { CharSpan } from '@contract/occurrence';
import { filledLines } from './lines';
import { checkCell, checkNotEmpty, checkRowCount, type SourceRow, type SourceTable, type SourceText } from '../source-table';

/** A bar pair marks a target only where it hugs it, so that " | " as punctuation stays text. */
const MARK = /\|([^\s|](?:[^|\r\n]*[^\s|])?)\|/gu;

/**
 * A sentence a line; blank lines are skipped, outer white space is dropped. `He sat by the |bank|.` marks a target.
 * @throws Failure
 */
export function readTxt(source: SourceText): SourceTable {
  const rows: SourceRow[] = [];
  for (const { line, content } of filledLines(source.text)) {
    const trimmed = content.trim();
    checkRowCount(rows.length + 1, source.subject);
    checkCell(trimmed, source.subject, line);
    const { text, marks } = takeMarks(trimmed);
    rows.push({ line, cells: [text], marks, ...(marks.length > 0 ? { written: trimmed } : {}) });
  }
  return checkNotEmpty({ ...withoutText(source), format: 'txt', columns: ['text'], rows });
}

/** Removes the bars and says where the marked targets now stand. */
export function takeMarks(marked: string): { readonly text: string; readonly marks: readonly CharSpan[] } {
  if (!marked.includes('|')) return { text: marked, marks: [] };
  const marks: CharSpan[] = [];
  let text = '';
  let taken = 0;
  for (const match of marked.matchAll(MARK)) {
    const target = match[1] as string;
    text += marked.slice(taken, match.index);
    marks.push({ charStart: text.length, charEnd: text.length + target.length });
    text += target;
    taken = match.index + match[0].length;
  }
  return { text: text + marked.slice(taken), marks };
}

export function withoutText({ name, subject, encoding }: SourceText): Pick<SourceTable, 'name' | 'subject' | 'encoding'> {
  return { name, subject, encoding };
}
