import { createHash } from 'node:crypto';
import { Failure } from '@contract/failure';
import { mixText, type LayerMix } from '@contract/layers/layer-mix';
import type { ModelCard } from '@contract/model-card';
import { mixedTable } from '@probing/mixed-table';
import { measureSetSteps } from '@semantics/measure-set';
import type { VectorTable } from '@vectors/vector-table';
import { inPauses } from '../cooperate';
import type { StoredEmbedding } from './embedding-store';

/** Numbers of the layers that are read between two pauses: some 50 ms. */
const NUMBERS_A_STEP = 10_000_000;

type Model = Pick<ModelCard, 'kind' | 'name' | 'recurrent'>;

/** The key of a set's mix: equal mixes have equal keys. */
export const mixKey = (key: string, mix: LayerMix): string => `${key}+${createHash('sha256').update(mixText(mix)).digest('hex').slice(0, 16)}`;

/**
 * Mixes the layers of a set, and measures the mix as a set's layers are. Lets messages in on the way.
 * @throws Failure `bad-request` where the mix does not fit the model's layers, `too-large`, `cancelled`
 */
export async function mixOfSet({ summary, request, table }: StoredEmbedding, mix: LayerMix, model: Model, signal: AbortSignal | undefined): Promise<StoredEmbedding> {
  const mixed = await inPauses(mixedSteps(table, mix, model), signal);
  const measured = await inPauses(measureSetSteps(mixed, request.occurrences, 'rough'), signal);
  return { summary: { ...summary, ...measured, key: mixKey(summary.key, mix), nLayers: 1, dim: mixed.dim }, request, table: mixed, mix };
}

/** {@link mixedTable} in short steps; yields the rows done. @throws Failure as it does, and `too-large` */
export function* mixedSteps(table: VectorTable, mix: LayerMix, model: Model): Generator<number, VectorTable> {
  const { nRows, nLayers } = table;
  const width = nLayers * table.dim;
  const rowsAStep = Math.max(1, Math.floor(NUMBERS_A_STEP / width));
  const { dim } = mixedTable({ ...table, values: table.values.subarray(0, 0), nRows: 0 }, mix, model);
  const values = allocated(nRows, dim);
  for (let from = 0; from < nRows; from += rowsAStep) {
    const to = Math.min(nRows, from + rowsAStep);
    values.set(mixedTable({ ...table, values: table.values.subarray(from * width, to * width), nRows: to - from }, mix, model).values, from * dim);
    yield to;
  }
  return { values, nRows, nLayers: 1, dim };
}

function allocated(nRows: number, dim: number): Float32Array {
  try {
    return new Float32Array(nRows * dim);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Failure('too-large', `The mixed layers of ${nRows} occurrences take more memory than this machine gives. Choose fewer layers or sentences.`);
  }
}
