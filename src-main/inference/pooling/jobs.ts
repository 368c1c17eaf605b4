import type { Pooling } from '@contract/embedding';
import type { CharSpan } from '@contract/occurrence';
import type { TokenizedSentence } from '../../tokenizers/tokenizer';
import type { PooledSpan, ModelTokenizer, SentenceToEncode } from '../runtime/encoder';
import { pooledRange, sentenceRecipe, wordRecipe, type VectorRecipe } from './pooled-spans';
import { piecesOfSpan, windowsOf, type PieceRange } from './windows';

/** Where a vector is wanted. */
export interface Target extends CharSpan {
  readonly text: string;
}

export interface PooledTarget extends Target {
  readonly pooling: Pooling;
  /** Of whole sentences: what the model reads before them; absent: what it reads by itself. */
  readonly prompt?: string;
  /** Of whole sentences: pieces at their beginning that are read and not pooled. */
  readonly nUnpooled?: number;
}

/** What becomes of a target before any vector is read; `index` is its place among the targets. */
export interface PlannedTarget {
  readonly index: number;
  /** The pieces of the span itself. */
  readonly subwords: readonly string[];
  /** The model has no vector for it. */
  readonly isMissing: boolean;
}

/** A vector in the making, shared by all targets that are read alike. */
export interface VectorToPool {
  readonly isSentence: boolean;
  readonly combine: VectorRecipe['combine'];
  readonly targets: number[];
  nSpansLeft: number;
  /** What has been read of it so far, where it takes more than one span. */
  sum: Float32Array | null;
}

/** One run of the model: a window of a sentence, the spans that are pooled in it, and whose vector each belongs to. */
export interface Job extends SentenceToEncode {
  readonly spans: PooledSpan[];
  readonly vectors: VectorToPool[];
}

export interface SentencePlan {
  readonly planned: readonly PlannedTarget[];
  /** None for a sentence without any vector to read. */
  readonly jobs: readonly Job[];
}

/** Plans the targets (by index) of some sentences, each list of them standing in one sentence; the sentences are tokenized together. */
export async function planSentences(tokenizer: ModelTokenizer, targets: readonly PooledTarget[], bySentence: readonly (readonly number[])[]): Promise<readonly SentencePlan[]> {
  const texts = bySentence.map((indices) => targets[indices[0] ?? 0]?.text ?? '');
  const sentences = await tokenizer.tokenize(texts);
  return bySentence.map((indices, i) => planSentence(tokenizer, texts[i] ?? '', sentences[i] ?? { ids: [], pieces: [] }, targets, indices));
}

function planSentence(tokenizer: ModelTokenizer, text: string, sentence: TokenizedSentence, targets: readonly PooledTarget[], indices: readonly number[]): SentencePlan {
  const windows = windowsOf(text, sentence.pieces, tokenizer.maxPieces);
  const jobs = new Map<PieceRange, Job>();
  const vectors = new Map<string, VectorToPool | null>();
  const forms: Job[] = [];
  const planned = indices.map((index): PlannedTarget => {
    const target = targets[index] as PooledTarget;
    const own = ownForm(tokenizer, text, sentence, target);
    if (own !== null) return planForm(own, index, forms);
    const retokenized = target.pooling === 'sentence' ? null : tokenizer.retokenize?.(text, sentence, target) ?? null;
    if (retokenized !== null) {
      const apart = planSentence(tokenizer, text, retokenized, targets, [index]);
      forms.push(...apart.jobs);
      return apart.planned[0] as PlannedTarget;
    }
    const span = piecesOfSpan(sentence.pieces, target.charStart, target.charEnd);
    const range = target.pooling === 'sentence' || span === null ? null : pooledRange(span, target.pooling);
    // Spans that are the same are pooled once: most words have one piece, which is their mean, first and last.
    const key = target.pooling === 'sentence' ? `sentence ${target.nUnpooled ?? 0}` : `${range?.from} ${range?.to}`;
    let vector = vectors.get(key);
    if (vector === undefined) {
      const recipe = target.pooling === 'sentence' ? sentenceRecipe(tokenizer, text, sentence, windows, target.nUnpooled) : recipeOf(tokenizer, sentence, range, windows);
      vector = recipe === null ? null : addVector(recipe, target.pooling === 'sentence', sentence, jobs);
      vectors.set(key, vector);
    }
    vector?.targets.push(index);
    return { index, subwords: span === null ? [] : sentence.pieces.slice(span.from, span.to).map(({ piece }) => piece), isMissing: vector === null };
  });
  return { planned, jobs: [...jobs.values(), ...forms] };
}

/** The form of a target that does not stand as one word of the tokenizer's own, where the model has a vector for it by itself. */
function ownForm(tokenizer: ModelTokenizer, text: string, { pieces }: TokenizedSentence, { charStart, charEnd, pooling }: PooledTarget): TokenizedSentence | null {
  if (tokenizer.form === undefined || pooling === 'sentence') return null;
  const span = piecesOfSpan(pieces, charStart, charEnd);
  const piece = span === null ? undefined : pieces[span.from];
  const isOneWord = span !== null && span.to === span.from + 1 && piece?.charStart === charStart && piece.charEnd === charEnd;
  return isOneWord ? null : tokenizer.form(text.slice(charStart, charEnd));
}

function planForm(sentence: TokenizedSentence, index: number, jobs: Job[]): PlannedTarget {
  jobs.push({ sentence, spans: [{ from: 0, to: 1, weights: null }], vectors: [{ isSentence: false, combine: 'sum', targets: [index], nSpansLeft: 1, sum: null }] });
  return { index, subwords: sentence.pieces.map(({ piece }) => piece), isMissing: false };
}

function recipeOf(tokenizer: ModelTokenizer, sentence: TokenizedSentence, range: PieceRange | null, windows: readonly PieceRange[]): VectorRecipe | null {
  if (range === null || !sentence.ids.slice(range.from, range.to).every((id) => tokenizer.knows(id))) return null;
  return wordRecipe(range, sentence.ids.length, windows);
}

function addVector({ combine, spans }: VectorRecipe, isSentence: boolean, { ids, pieces }: TokenizedSentence, jobs: Map<PieceRange, Job>): VectorToPool {
  const vector: VectorToPool = { isSentence, combine, targets: [], nSpansLeft: spans.length, sum: null };
  for (const { window, span } of spans) {
    let job = jobs.get(window);
    if (job === undefined) {
      job = { sentence: { ids: ids.slice(window.from, window.to), pieces: pieces.slice(window.from, window.to) }, spans: [], vectors: [] };
      jobs.set(window, job);
    }
    job.spans.push(span);
    job.vectors.push(vector);
  }
  return vector;
}

/** Takes the values of one span of a vector. @returns the vector when that was its last span, null while some are to come; valid until the next span is taken. */
export function takeSpan(vector: VectorToPool, values: Float32Array): Float32Array | null {
  vector.nSpansLeft--;
  if (vector.sum === null) {
    if (vector.nSpansLeft === 0) return values;
    vector.sum = values.slice();
    return null;
  }
  const { sum } = vector;
  for (let i = 0; i < sum.length; i++) {
    const [before, read] = [sum[i] as number, values[i] as number];
    sum[i] = vector.combine === 'max' ? Math.max(before, read) : before + read;
  }
  return vector.nSpansLeft === 0 ? sum : null;
}
