import type { DevicePreference } from '@contract/embedding';
import type { Occurrence } from '@contract/occurrence';
import { bagOfWords } from '@semantics/bags/bag-of-words';
import { tfidf } from '@semantics/bags/tfidf';
import { sentenceIds } from '@semantics/sentence-ids';
import type { VectorTable } from '@vectors/vector-table';
import { oneSide, type ModelCard, type ReadingSide } from '@contract/model-card';
import { bestLayer } from '../../sets/best-layer';
import { isWithoutContext } from '../../wording/model-facts';
import { isOfWords, type Station, type StationFacts } from '../../wording/stations';
import { equalGroups, nDifferent } from '../map/equal-vectors';
import { fetchLayer, requestAside } from '../view/embedding';
import type { TellStep } from '../view/latest';
import { rowsThere } from './measure-station';

/** `max_features` of the bags: more columns cost time and tell little. */
export const MAX_FEATURES = 2_000;

/** The vectors of a station, `[nRows, dim]`, and what is known of where they come from. */
export interface StationVectors extends Pick<StationFacts, 'wordInBag' | 'features' | 'wordVectors' | 'unread'> {
  readonly table: VectorTable;
  readonly layer: number;
  readonly nLayers: number;
  readonly isBestLayer: boolean;
}

/**
 * Bag of words or TF-IDF of the sentences of some rows. Each sentence counts once, however many rows it has.
 * @param word that the set is about, of which the bag is asked; null: of none
 */
export function bagVectors(kind: 'bag-of-words' | 'tfidf', occurrences: readonly Occurrence[], word: string | null): StationVectors {
  const ids = sentenceIds(occurrences.map(({ text }) => text));
  const texts: string[] = [];
  for (const [row, { text }] of occurrences.entries()) texts[ids[row] as number] = text;
  const bag = bagOfWords(texts, MAX_FEATURES);
  const { idf, df, values } = tfidf(bag);
  const dim = bag.vocabulary.length;
  const source = kind === 'tfidf' ? values : bag.counts;
  const rows = new Float32Array(occurrences.length * dim);
  for (const [row, id] of ids.entries()) rows.set(source.subarray(id * dim, (id + 1) * dim), row * dim);
  const lower = word?.toLowerCase() ?? '';
  const column = bag.vocabulary.indexOf(lower);
  return {
    table: { values: rows, nRows: occurrences.length, nLayers: 1, dim }, layer: 0, nLayers: 1, isBestLayer: false, wordVectors: null, unread: null, features: { n: dim, nLeftOut: bag.nLeftOut },
    wordInBag: column < 0 ? null : { word: lower, nWith: df[column] ?? 0, n: texts.length, idf: idf[column] ?? 0, maxIdf: idf.reduce((most, value) => Math.max(most, value), 0) },
  };
}

/** The vectors that a model gives the rows, of whole sentences or of the word at the layer of best recall. @throws Failure as the model does, `cancelled` after an abort */
export async function modelVectors(
  station: Exclude<Station, 'bag-of-words' | 'tfidf'>,
  model: ModelCard,
  device: DevicePreference,
  occurrences: readonly Occurrence[],
  signal: AbortSignal,
  tell: TellStep,
): Promise<StationVectors> {
  const isWord = isOfWords(station);
  const summary = await requestAside(model, isWord ? 'mean' : 'sentence', device, occurrences, signal, tell);
  const best = isWord ? bestLayer(summary.senseRecall, occurrences.length) : null;
  const layer = best ?? summary.nLayers - 1;
  const table = { values: await fetchLayer(summary, layer, signal), nRows: summary.nOccurrences, nLayers: 1, dim: summary.dim };
  const wordVectors = station === 'static-mean' ? await staticWordVectors(model, device, occurrences, signal, tell) : null;
  return { table, layer, nLayers: summary.nLayers, isBestLayer: best !== null, wordInBag: null, features: null, wordVectors, unread: isWord ? unreadBy(oneSide(model), occurrences) : null };
}

/** How many vectors a static model has for the words that are asked about. */
async function staticWordVectors(model: ModelCard, device: DevicePreference, occurrences: readonly Occurrence[], signal: AbortSignal, tell: TellStep): Promise<StationFacts['wordVectors']> {
  const summary = await requestAside(model, 'mean', device, occurrences, signal, tell);
  const values = await fetchLayer(summary, 0, signal);
  const rows = rowsThere({ values, nRows: summary.nOccurrences, nLayers: 1, dim: summary.dim });
  return { n: nDifferent(rows, equalGroups(values, summary.dim, rows)), nOccurrences: rows.length };
}

/** What of their sentences a model has not read that reads up to the words from one side; null: it reads from both. */
export function unreadBy(side: ReadingSide | null, occurrences: readonly Occurrence[]): StationFacts['unread'] {
  if (side === null || occurrences.length === 0) return null;
  let nUnread = 0;
  let nAround = 0;
  for (const { text, charStart, charEnd } of occurrences) {
    const [before, behind] = [text.slice(0, charStart).trim().length, text.slice(charEnd).trim().length];
    nUnread += side === 'left' ? behind : before;
    nAround += before + behind;
  }
  return {
    side, n: occurrences.length, nWithoutContext: occurrences.filter((occurrence) => isWithoutContext(occurrence, side)).length, share: nAround === 0 ? null : nUnread / nAround,
  };
}
