import type { LayerMeasures } from '@contract/layers/layer-measures';
import { measureLayersSteps } from '@probing/measure-layers';
import { sampledRows } from '@semantics/measure-set';
import { occurrenceFacts } from '@semantics/occurrence-facts';
import { takeRows } from '@vectors/vector-table';
import { inPauses } from '../cooperate';
import type { StoredEmbedding } from './embedding-store';

/**
 * What every layer knows of a set, from vectors that are in memory: similarities less those of two random words, silhouette and nearest senses. Rows without
 * a vector take no part; of a large set a sample is measured. Lets messages in on the way.
 * @param meanCosine mean cosine of two random words by layer, as the model's card has it; empty where nobody measured it
 * @throws Failure `cancelled`
 */
export function measureLayersOf({ summary, request, table }: StoredEmbedding, meanCosine: readonly number[], signal: AbortSignal | undefined): Promise<LayerMeasures[]> {
  const missing = new Set(summary.missing);
  const rows = sampledRows(Array.from({ length: table.nRows }, (_, row) => row).filter((row) => !missing.has(row)));
  const facts = occurrenceFacts(rows.flatMap((row) => request.occurrences[row] ?? []));
  return inPauses(measureLayersSteps({ ...facts, table: takeRows(table, rows), random: { meanCosine }, words: null, tasks: {} }), signal);
}
