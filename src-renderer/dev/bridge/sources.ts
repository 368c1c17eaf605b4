import { Failure } from '@contract/failure';
import type { Occurrence } from '@contract/occurrence';
import type { BuiltSet, Reading, SourceChoice, SourcePreview } from '@contract/source-text';

const SENSES = ['season', 'water', 'coil'];
const TEXTS = [
  'In spring the garden was full of tulips.', 'They drank from the spring below the rocks.', 'A spring in the mattress had come loose.',
  'By spring the roads were dry again.', 'The spring fed a pond where deer came at dusk.', 'He wound the spring until it would turn no further.',
];
const ROWS = Array.from({ length: 30 }, (_, i) => ({ line: i + 2, text: `${TEXTS[i % TEXTS.length] ?? ''} (${i + 1})`, sense: SENSES[i % SENSES.length] ?? '' }));
/** Rows of the file behind those, in which there is nothing to find. */
const N_LEFT_OUT = 3;
const SAMPLE_ROWS = 8;
const NO_GUESS = { text: null, word: null, charStart: null, charEnd: null, sense: null };
const FREQUENT = [{ word: 'spring', n: 30 }, { word: 'garden', n: 5 }, { word: 'roads', n: 5 }];

/** A table with a text, a sense and a column of years. */
export const tablePreview: SourcePreview = {
  sourceId: 'table',
  name: 'spring.csv',
  format: 'csv',
  reading: null,
  nRows: ROWS.length + N_LEFT_OUT,
  encoding: 'UTF-8',
  columns: ['sentence', 'sense', 'year'],
  sampleRows: ROWS.slice(0, SAMPLE_ROWS).map(({ text, sense, line }) => [text, sense, String(1990 + line)]),
  guess: { ...NO_GUESS, text: 'sentence', sense: 'sense' },
  hasTargets: false,
  tokenLabels: [],
  frequentWords: FREQUENT,
};

/** A pasted text. */
export function textPreview(text: string, reading: Reading): SourcePreview {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new Failure('bad-input', 'The text has no sentence. Write one a line.');
  return {
    sourceId: 'text', name: 'pasted text', format: 'txt', reading, nRows: lines.length, encoding: 'UTF-8', columns: ['text'],
    sampleRows: lines.slice(0, SAMPLE_ROWS).map((line) => [line]), guess: { ...NO_GUESS, text: 'text' }, hasTargets: false, tokenLabels: [], frequentWords: FREQUENT,
  };
}

/** The set that either source gives; a few rows are left out. @throws Failure where no row has the word */
export function builtSet({ target, senseColumn }: SourceChoice, id: string): BuiltSet {
  const word = target.by === 'word' ? target.word : 'spring';
  const found = ROWS.flatMap(({ text, sense }): Occurrence[] => {
    const charStart = text.toLowerCase().indexOf(word.toLowerCase());
    return charStart < 0 ? [] : [{ text, charStart, charEnd: charStart + word.length, word, labels: senseColumn === null ? {} : { sense } }];
  });
  if (found.length === 0) throw new Failure('bad-input', `No sentence has “${word}” in it. Choose another word.`);
  return {
    set: { id, title: 'spring.csv', word, origin: 'own', senses: senseColumn === null ? [] : SENSES.map((sense) => ({ id: sense, label: sense })), occurrences: found },
    leftOut: [{ line: ROWS.length + 2, reason: `“${word}” is not in it.` }, { line: ROWS.length + 3, reason: 'It is empty.' }], nLeftOut: N_LEFT_OUT,
  };
}
