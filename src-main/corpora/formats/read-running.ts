import { Failure } from '@contract/failure';
import { UNSPACED } from '../../tokenizers/find-word';
import { MAX_ROWS, MAX_TEXT_CHARS } from '../limits';
import { linesOf } from './lines';
import { takeMarks, withoutText } from './read-txt';
import { SentenceStream } from '../sentences/sentence-stream';
import { checkCell, checkNotEmpty, checkRowCount, lineFailure, type SourceRow, type SourceTable, type SourceText } from '../source-table';

/** An item of a list is a paragraph of its own. */
const BULLET = /^\s*[•*‣▪◦]\s/u;
/** Four for each sentence; a text with more is nonsense that would take minutes. */
const MAX_PIECES = 4 * MAX_ROWS;
const WIDE = /[\u3000-\u303f\uff00-\uff65]/u;

/**
 * Running text: lines are joined to paragraphs, which blank lines part, and these are cut into sentences. A row's line is the one its sentence begins on.
 * @throws Failure
 */
export function readRunning(source: SourceText): SourceTable {
  const { subject } = source;
  const rows: SourceRow[] = [];
  const stream = new SentenceStream(({ text: marked, line }) => {
    if (marked === '') return;
    checkRowCount(rows.length + 1, subject);
    checkSentence(marked.length, subject, line);
    checkCell(marked, subject, line);
    const { text, marks } = takeMarks(marked);
    rows.push({ line, cells: [text], marks, ...(marks.length > 0 ? { written: marked } : {}) });
  }, (nChars, line) => {
    checkSentence(nChars, subject, line);
    if (stream.nPieces > MAX_PIECES) throw lineFailure(subject, line, 'goes on from more abbreviations and initials than running text has', 'Put one sentence on each line.');
  });
  let last = '';
  for (const { line, content } of linesOf(source.text)) {
    const trimmed = content.trim();
    if (last !== '' && (trimmed === '' || BULLET.test(content))) stream.end();
    if (trimmed !== '') {
      const isFirst = last === '' || BULLET.test(content);
      stream.add(isFirst ? trimmed : joint(last, trimmed) + trimmed, line);
    }
    last = trimmed;
  }
  stream.end();
  return checkNotEmpty({ ...withoutText(source), format: 'txt', columns: ['text'], rows });
}

/** What stands for the end of a line: nothing after a hyphen or a dash inside a word (both stay) and where no spaces are written, else a space. */
function joint(before: string, after: string): string {
  if (/[\p{L}\p{N}][-‐\u00ad—]$/u.test(before.slice(-4)) && /^[\p{L}\p{N}]/u.test(after)) return '';
  const isWide = (character: string | undefined): boolean => character !== undefined && (UNSPACED.test(character) || WIDE.test(character));
  return isWide(before.at(-1)) && isWide(after[0]) ? '' : ' ';
}

function checkSentence(nChars: number, subject: string, line: number): void {
  if (nChars > MAX_TEXT_CHARS) {
    throw new Failure('too-large', `The sentence that begins in line ${line} of ${subject} has more than ${MAX_TEXT_CHARS.toLocaleString('en-GB')} characters, which is the limit. End it with a full stop, or put one sentence on each line.`);
  }
}
