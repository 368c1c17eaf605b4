import type { NearestOfSet, SenseContrast } from '@contract/embedding';
import type { Occurrence } from '@contract/occurrence';
import { mulberry32, shuffle } from '@contract/prng';
import { nearestRowsSteps } from '@semantics/nearest-rows';
import { recallFrom } from '@semantics/sense-recall';
import { Spread } from '@semantics/spread';
import { sentenceIds } from '@semantics/sentence-ids';
import type { VectorTable } from '@vectors/vector-table';
import { pauseForMessages, requireGoing } from '../pooling/read-targets';

/** Neighbours cost n²: a larger set is measured on a fixed random sample of this many rows. */
const maxRows = 2_000;

export interface MeasuredSet {
  readonly nearest: NearestOfSet;
  /** Per layer; null where fewer than two senses are labelled. */
  readonly senseRecall: readonly number[] | null;
  /** See the contract's `EmbeddingSummary`. */
  readonly contrast: readonly SenseContrast[] | null;
}

/** The nearest rows of a set at every layer, and the senses' recall by them. Lets messages in on the way. @throws Failure `cancelled` */
export async function measureSet(table: VectorTable, occurrences: readonly Occurrence[], signal: AbortSignal | undefined): Promise<MeasuredSet> {
  const all = Array.from({ length: table.nRows }, (_, row) => row);
  const rows = all.length <= maxRows ? all : shuffle(all, mulberry32(42)).slice(0, maxRows).sort((a, b) => a - b);
  const width = table.nLayers * table.dim;
  const values = rows.length === table.nRows ? table.values : new Float32Array(rows.length * width);
  if (values !== table.values) for (const [i, row] of rows.entries()) values.set(table.values.subarray(row * width, (row + 1) * width), i * width);
  const sample: VectorTable = { ...table, values, nRows: rows.length };
  const senses = rows.map((row) => occurrences[row]?.labels['sense'] ?? null);
  const sentences = sentenceIds(rows.map((row) => occurrences[row]?.text ?? ''));
  const words = rows.map((row) => occurrences[row]?.word.toLocaleLowerCase('en') ?? '');
  const contrasts: (SenseContrast | null)[] = [];
  const ofLayer: Int32Array[] = [];
  const recalls: (number | null)[] = [];
  for (let layer = 0; layer < table.nLayers; layer++) {
    const [own, other] = [new Spread(), new Spread()];
    const steps = nearestRowsSteps(sample, layer, sentences, (row) => senses[row] !== null, (a, b, cosine) => {
      if (senses[a] !== null && senses[b] !== null && words[a] === words[b]) (senses[a] === senses[b] ? own : other).add(1 - cosine);
    });
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) {
      requireGoing(signal);
      await pauseForMessages();
    }
    ofLayer.push(step.value.any.map((other) => (other < 0 ? -1 : rows[other] as number)));
    contrasts.push(own.n === 0 || other.n === 0 ? null : { own: spreadOf(own), other: spreadOf(other) });
    recalls.push(recallFrom({ senses, sentences }, step.value.labelled));
  }
  const senseRecall = recalls.filter((recall) => recall !== null);
  const contrast = contrasts.filter((one) => one !== null);
  return { nearest: { rows: Int32Array.from(rows), ofLayer }, senseRecall: senseRecall.length === table.nLayers ? senseRecall : null, contrast: contrast.length === table.nLayers ? contrast : null };
}

const spreadOf = ({ mean, deviation }: Spread): SenseContrast['own'] => ({ mean, deviation });
