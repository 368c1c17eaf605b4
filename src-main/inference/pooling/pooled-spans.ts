import type { Pooling } from '@contract/embedding';
import type { SentencePooling } from '@contract/model-card';
import type { TokenizedSentence } from '../../tokenizers/tokenizer';
import type { PooledSpan, ModelTokenizer } from '../runtime/encoder';
import { partsByWindow, windowsOf, type PieceRange } from './windows';

/** A pooled span in one window of a sentence; its rows count from the window's first piece. */
export interface WindowSpan {
  readonly window: PieceRange;
  readonly span: PooledSpan;
}

/** What makes one vector: the spans' sum, or the greatest value in each dimension. */
export interface VectorRecipe {
  readonly combine: 'sum' | 'max';
  readonly spans: readonly WindowSpan[];
}

/** The pieces of a word that its vector is made of. */
export function pooledRange(range: PieceRange, pooling: Exclude<Pooling, 'sentence'>): PieceRange {
  if (pooling === 'first') return { from: range.from, to: range.from + 1 };
  if (pooling === 'last') return { from: range.to - 1, to: range.to };
  return range;
}

/** The mean of the pieces `range`; in several windows where no single one holds them all. */
export function wordRecipe(range: PieceRange, nPieces: number, windows: readonly PieceRange[]): VectorRecipe {
  const parts = partsByWindow(windows, range, nPieces);
  return {
    combine: 'sum',
    spans: parts.map(({ window, part }) => ({
      window,
      span: {
        from: part.from - window.from, to: part.to - window.from,
        weights: parts.length === 1 ? null : new Float32Array(part.to - part.from).fill(1 / (range.to - range.from)),
      },
    })),
  };
}

/**
 * The vector of a whole sentence over all its rows, the special tokens included, as sentence-transformers defines its pooling modes
 * (https://www.sbert.net/docs/package_reference/sentence_transformer/models.html#pooling); without such files the mean. Words that a static model
 * does not know are left out. What a model of sentences does not read of a long one (`maxTokens`) is not read here either; without such a limit every piece of a
 * sentence that is too long for the model is read from the window that suits it best.
 * @param nUnpooled pieces at the beginning, and the special tokens before them, that do not count
 * @returns null where nothing of the sentence is known
 */
export function sentenceRecipe(tokenizer: ModelTokenizer, text: string, sentence: TokenizedSentence, allWindows: readonly PieceRange[], nUnpooled = 0): VectorRecipe | null {
  const { before, after } = tokenizer.nSpecialTokens;
  const nPieces = Math.max(0, Math.min(sentence.ids.length, (tokenizer.card.sentence?.maxTokens ?? Infinity) - before - after));
  const windows = nPieces === sentence.ids.length ? allWindows : windowsOf(text, sentence.pieces.slice(0, nPieces), tokenizer.maxPieces);
  const isKnown = (piece: number): boolean => piece < 0 || piece >= nPieces || tokenizer.knows(sentence.ids[piece] as number);
  const all: number[] = [];
  for (let row = -before; row < nPieces + after; row++) if (isKnown(row)) all.push(row);
  if (nPieces === 0 || !all.some((row) => row >= 0 && row < nPieces)) return null;
  const known = nUnpooled === 0 ? all : all.filter((row) => row >= nUnpooled);
  const mode = tokenizer.card.sentence?.mode ?? 'mean';
  const spans: WindowSpan[] = [];
  // The special tokens before belong to the first window, those after to the last.
  const parts = windows.length === 1 && windows[0] !== undefined
    ? [{ window: windows[0], part: { from: -before, to: nPieces + after } }]
    : withSpecialTokens(partsByWindow(windows, { from: 0, to: nPieces }, nPieces), before, nPieces + after);
  const weightOf = rowWeights(mode, known, all.length - known.length);
  for (const { window, part } of parts) {
    if (mode === 'max') {
      for (const row of known) if (row >= part.from && row < part.to) spans.push({ window, span: { from: row - window.from, to: row - window.from + 1, weights: null } });
      continue;
    }
    const weights = Float32Array.from({ length: part.to - part.from }, (_, i) => weightOf.get(part.from + i) ?? 0);
    const first = weights.findIndex((weight) => weight !== 0);
    const last = weights.findLastIndex((weight) => weight !== 0);
    if (first < 0) continue;
    spans.push({ window, span: { from: part.from + first - window.from, to: part.from + last + 1 - window.from, weights: weights.subarray(first, last + 1) } });
  }
  return { combine: mode === 'max' ? 'max' : 'sum', spans };
}

function withSpecialTokens(parts: ReturnType<typeof partsByWindow>, before: number, end: number): typeof parts {
  return parts.map(({ window, part }, i) => ({
    window, part: { from: i === 0 ? -before : part.from, to: i === parts.length - 1 ? end : part.to },
  }));
}

/** The weight of every row that has one, over the rows that count, in their order; `nBefore` rows do not count and stand before them. */
function rowWeights(mode: SentencePooling['mode'], rows: readonly number[], nBefore: number): ReadonlyMap<number, number> {
  const n = rows.length;
  switch (mode) {
    case 'mean': return new Map(rows.map((row) => [row, 1 / n]));
    case 'mean-sqrt-length': return new Map(rows.map((row) => [row, 1 / Math.sqrt(n)]));
    case 'weighted-mean': return new Map(rows.map((row, i) => [row, (nBefore + i + 1) / (n * nBefore + (n * (n + 1)) / 2)]));
    case 'cls': return new Map(rows.slice(0, 1).map((row) => [row, 1]));
    case 'last': return new Map(rows.slice(-1).map((row) => [row, 1]));
    case 'max': return new Map();
  }
}
