import type { Occurrence } from '@contract/occurrence';
import { mulberry32, shuffle } from '@contract/prng';
import { senseRecallSteps } from '@semantics/sense-recall';
import { sentenceIds, type VectorTable } from '@semantics/vector-table';
import { pauseForMessages, requireGoing } from './read-targets';

/** 1-NN recall costs n²: a larger set is measured on a fixed random sample of this many rows. */
const maxRows = 2_000;

/** Sense recall of every layer; null where fewer than two senses are labelled. Lets messages in on the way. @throws Failure `cancelled` */
export async function recallOf(table: VectorTable, occurrences: readonly Occurrence[], signal: AbortSignal | undefined): Promise<readonly number[] | null> {
  const all = Array.from({ length: table.nRows }, (_, row) => row);
  const rows = all.length <= maxRows ? all : shuffle(all, mulberry32(42)).slice(0, maxRows).sort((a, b) => a - b);
  const senses = rows.map((row) => occurrences[row]?.labels['sense'] ?? null);
  if (senses.every((sense) => sense === null)) return null;
  const width = table.nLayers * table.dim;
  const values = rows.length === table.nRows ? table.values : new Float32Array(rows.length * width);
  if (values !== table.values) for (const [i, row] of rows.entries()) values.set(table.values.subarray(row * width, (row + 1) * width), i * width);
  const steps = senseRecallSteps({ ...table, values, nRows: rows.length }, { senses, sentences: sentenceIds(rows.map((row) => occurrences[row]?.text ?? '')) });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    requireGoing(signal);
    await pauseForMessages();
  }
}
