import type { SourcePreview } from '@contract/source-text';

export type ColumnGuess = SourcePreview['guess'];

/**
 * Names that files of the field use, compared without case, spaces, dots, hyphens and underscores; earlier names win. Bare `start`
 * and `end` are not among them: they often count from the start of a document, not of the sentence.
 */
const NAMES: Readonly<Record<keyof ColumnGuess, readonly string[]>> = {
  text: ['text', 'sentence', 'sentences', 'context', 'content', 'example', 'utterance', 'sentencetext'],
  word: ['word', 'target', 'targetword', 'wordform', 'keyword'],
  charStart: ['charstart', 'startchar', 'spanstart', 'targetstart'],
  charEnd: ['charend', 'endchar', 'spanend', 'targetend'],
  sense: ['sense', 'senseid', 'goldsense', 'gold', 'meaning', 'sensekey', 'synset', 'label', 'class', 'category'],
};

/** What the column names suggest; null where nothing fits. Spans are suggested as a pair or not at all. */
export function guessColumns(columns: readonly string[]): ColumnGuess {
  const plain = columns.map((column) => column.toLowerCase().replace(/[\s._-]+/gu, ''));
  const find = (role: keyof ColumnGuess): string | null => {
    for (const name of NAMES[role]) {
      const index = plain.indexOf(name);
      if (index >= 0) return columns[index] as string;
    }
    return null;
  };
  const charStart = find('charStart');
  const charEnd = find('charEnd');
  const hasSpan = charStart !== null && charEnd !== null;
  return { text: find('text'), word: find('word'), charStart: hasSpan ? charStart : null, charEnd: hasSpan ? charEnd : null, sense: find('sense') };
}
