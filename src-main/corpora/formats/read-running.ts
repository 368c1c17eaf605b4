import { Failure } from '@contract/failure';
import { MAX_ROWS, MAX_TEXT_CHARS } from '../limits';
import { linesOf } from './lines';
import { takeMarks, withoutText } from './read-txt';
import { RunningText } from '../sentences/running-text';
import { SentenceStream } from '../sentences/sentence-stream';
import { checkCell, checkNotEmpty, checkRowCount, lineFailure, type SourceRow, type SourceTable, type SourceText } from '../source-table';

/** Four for each sentence; a text with more is nonsense that would take minutes. */
const MAX_PIECES = 4 * MAX_ROWS;

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
  const running = new RunningText(stream);
  for (const { line, content } of linesOf(source.text)) running.add(content, line);
  running.end();
  return checkNotEmpty({ ...withoutText(source), format: 'txt', columns: ['text'], rows });
}

function checkSentence(nChars: number, subject: string, line: number): void {
  if (nChars > MAX_TEXT_CHARS) {
    throw new Failure('too-large', `The sentence that begins in line ${line} of ${subject} has more than ${MAX_TEXT_CHARS.toLocaleString('en-GB')} characters, which is the limit. End it with a full stop, or put one sentence on each line.`);
  }
}
