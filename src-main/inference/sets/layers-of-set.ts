import type { LayerMeasures } from '@contract/layer-measures';
import { mulberry32, shuffle } from '@contract/prng';
import { sentenceIds } from '@semantics/sentence-ids';
import { measureLayersSteps } from '../../probing/measure-layers';
import { pauseForMessages, requireGoing } from '../pooling/read-targets';
import type { StoredEmbedding } from './embedding-store';

/** Similarities cost n²: a larger set is measured on a fixed random sample of this many rows. */
const MOST_ROWS = 2_000;

/**
 * What every layer knows of a set, from vectors that are in memory: similarities less those of two random words, silhouette and nearest senses. Rows without
 * a vector take no part. Lets messages in on the way.
 * @param meanCosine mean cosine of two random words by layer, as the model's card has it
 * @throws Failure `cancelled`
 */
export async function measureLayersOf({ summary, request, table }: StoredEmbedding, meanCosine: readonly number[], signal: AbortSignal | undefined): Promise<LayerMeasures[]> {
  const missing = new Set(summary.missing);
  const there = Array.from({ length: table.nRows }, (_, row) => row).filter((row) => !missing.has(row));
  const rows = there.length <= MOST_ROWS ? there : shuffle(there, mulberry32(42)).slice(0, MOST_ROWS).sort((a, b) => a - b);
  const width = table.nLayers * table.dim;
  const values = new Float32Array(rows.length * width);
  rows.forEach((row, i) => { values.set(table.values.subarray(row * width, (row + 1) * width), i * width); });
  const occurrences = rows.flatMap((row) => request.occurrences[row] ?? []);
  const steps = measureLayersSteps({
    table: { ...table, values, nRows: rows.length }, sentences: sentenceIds(occurrences.map(({ text }) => text)), random: { meanCosine }, words: null, tasks: {},
    forms: occurrences.map(({ text, charStart, charEnd }) => text.slice(charStart, charEnd).toLowerCase()), senses: occurrences.map(({ labels }) => labels['sense'] ?? null),
  });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    requireGoing(signal);
    await pauseForMessages();
  }
}
