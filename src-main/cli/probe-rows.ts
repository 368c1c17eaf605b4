import type { DevicePreference, Pooling } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import type { Occurrence } from '@contract/occurrence';
import { mulberry32, shuffle } from '@contract/prng';
import { followsOf } from '@contract/sentences/word-runs';
import { occurrenceFacts, type OccurrenceFacts } from '@semantics/occurrence-facts';
import { takeRows } from '@vectors/vector-table';
import type { InferenceService } from '../inference/process/service';
import { occurrenceOf, wordsOf } from '../inference/sets/random-words';
import type { MeasuredRows } from '../probing/measure-layers';
import { requireDevice } from './device';
import { showProgress } from './progress';

/** Sentences of the set whose words are all read, for the similarity within a sentence. */
const N_WHOLE_SENTENCES = 100;

export interface ReadRows extends MeasuredRows, OccurrenceFacts {
  readonly sentences: Int32Array;
  readonly occurrences: readonly Occurrence[];
  /** Whether a row is the one after the row before it, in the same sentence; not where one between them has no vector. */
  readonly follows: readonly boolean[];
}

export interface Reader {
  readonly card: ModelCard;
  readonly pooling: Pooling;
  readonly device: DevicePreference;
  readonly inference: InferenceService;
  readonly signal: AbortSignal;
}

/** The vectors of occurrences; those that the model has no vector for are left out. @throws Failure as the service does, `bad-input` where none is left */
export async function readRows({ card, pooling, device, inference, signal }: Reader, occurrences: readonly Occurrence[]): Promise<ReadRows> {
  const summary = await inference.embed({ modelId: card.id, pooling, device, occurrences, isAside: true }, { signal, onProgress: showProgress });
  requireDevice(device, summary);
  const { table } = inference.stored(summary.key);
  const missing = new Set(summary.missing);
  const rows = [...occurrences.keys()].filter((row) => !missing.has(row));
  if (rows.length === 0) throw new Failure('bad-input', `${card.name} has no vector for any of these words. Choose another set or model.`);
  const there = rows.map((row) => occurrences[row] as Occurrence);
  return { table: takeRows(table, rows), occurrences: there, follows: followsOf(there), ...occurrenceFacts(there) };
}

/** Every word of some of the set's sentences, drawn by the seed. */
export function wholeSentences(occurrences: readonly Occurrence[], seed: number): Occurrence[] {
  const texts = [...new Set(occurrences.map(({ text }) => text))];
  return shuffle([...texts.keys()], mulberry32(seed)).slice(0, N_WHOLE_SENTENCES).flatMap((at) => {
    const text = texts[at] ?? '';
    return wordsOf(text).map((word) => occurrenceOf(text, word));
  });
}

/** Each sentence without its target, as one row: the words around it are averaged by a static model. Where nothing is left the target stays. */
export function contextsOf(occurrences: readonly Occurrence[]): Occurrence[] {
  return occurrences.map(({ text, charStart, charEnd, word, labels }) => {
    const context = `${text.slice(0, charStart)} ${text.slice(charEnd)}`.trim();
    return { text: context === '' ? text : context, charStart: 0, charEnd: 1, word, labels };
  });
}
