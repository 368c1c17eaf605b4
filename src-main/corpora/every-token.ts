import { Failure } from '@contract/failure';
import { mulberry32, shuffle } from '@contract/prng';
import { hasWord } from '@contract/sentences/word-runs';
import type { SourceChoice } from '@contract/source-text';
import type { RowTargets } from './row-targets';
import type { SourceRow, SourceTable, SourceToken } from './source-table';
import { tokenLabels } from './tokens';

/** How many words of a treebank are wanted at most, and the seed that draws them where there are more. With `nSentences` so many sentences are drawn, each with all its words, and words of these. */
export type EveryToken = Omit<Extract<SourceChoice['target'], { by: 'every' }>, 'by'>;

/**
 * All words of a treebank, or `nMost` of them drawn by `seed`: the reader of a row. Punctuation is no word; a row of which nothing was drawn has no
 * target. A word is what it is written as, letters small.
 * @throws Failure `bad-request` for a source that is no treebank
 */
export function everyToken({ rows, format, subject }: SourceTable, { nMost, seed, nSentences }: EveryToken): (row: SourceRow) => RowTargets {
  if (format !== 'conllu') throw new Failure('bad-request', `Only a .conllu file says what its words are, and ${subject} is none. Choose a word.`);
  const sentences = rows.filter((row) => wordsOf(row).length > 0);
  const chosen = drawn(nSentences === undefined ? sentences : sampleInOrder(sentences, nSentences, seed), nMost, seed);
  return (row) => {
    const text = row.cells[0] ?? '';
    const targets = (chosen.get(row) ?? []).map((token) => ({
      charStart: token.charStart,
      charEnd: token.charEnd,
      word: text.slice(token.charStart, token.charEnd).toLowerCase(),
      labels: tokenLabels(token),
    }));
    return { text, targets };
  };
}

function drawn(rows: readonly SourceRow[], nMost: number, seed: number): ReadonlyMap<SourceRow, readonly SourceToken[]> {
  const all = rows.flatMap((row) => wordsOf(row).map((token) => [row, token] as const));
  const found = new Map<SourceRow, SourceToken[]>();
  for (const [row, token] of sampleInOrder(all, nMost, seed)) found.set(row, [...found.get(row) ?? [], token]);
  return found;
}

function sampleInOrder<T>(items: readonly T[], nMost: number, seed: number): readonly T[] {
  if (items.length <= nMost) return items;
  return [...shuffle(Int32Array.from(items.keys()), mulberry32(seed)).subarray(0, nMost).sort()].map((at) => items[at] as T);
}

const wordsOf = ({ cells, tokens = [] }: SourceRow): SourceToken[] => tokens.filter(({ charStart, charEnd }) => hasWord((cells[0] ?? '').slice(charStart, charEnd)));
