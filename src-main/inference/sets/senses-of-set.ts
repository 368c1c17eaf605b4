import { Failure } from '@contract/failure';
import type { Request } from '@contract/channels';
import type { DescribedClusters, InduceProgress, InducedSenses } from '@contract/layers/induced-senses';
import { nTried } from '@probing/clustering/induce';
import { describedClusters, induceSetSteps } from '@probing/clustering/induce-set';
import { inPauses, told } from '../cooperate';
import { rowsWithVector, type StoredEmbedding } from './embedding-store';
import { requireLayer } from './set-queries';

export interface InduceHooks {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: InduceProgress) => void) | undefined;
}

/**
 * Clusters of a set's rows, or of some, by the vectors of a layer, which are in memory; rows without a vector are in none. Lets messages in on the way.
 * @throws Failure `bad-request` for a layer or a row that is not there, `cancelled`, and as {@link induceSetSteps} does
 */
export async function inducedSensesOf(
  entry: StoredEmbedding,
  { layer, method, nClusters: k, seed, rows: asked }: Request<'inference:induce'>,
  { signal, onProgress }: InduceHooks = {},
): Promise<InducedSenses> {
  requireLayer(entry, layer);
  const { summary, request, table } = entry;
  if (asked?.some((row) => row >= table.nRows) === true) throw new Failure('bad-request', `The set has ${table.nRows} rows.`);
  const wanted = asked === null ? null : new Set(asked);
  const rows = rowsWithVector(summary).filter((row) => wanted?.has(row) !== false);
  const nTotal = nTried(method, k, rows.length);
  return await inPauses(
    told(induceSetSteps(table, request.occurrences, rows, { layer, method, k, seed }), (nDone) => onProgress?.({ stage: 'induce', nDone, nTotal })),
    signal,
  );
}

/** What tells clusters apart that were merged or split by hand, and how they agree with gold senses. @throws Failure as {@link describedClusters} does */
export const describedClustersOf = ({ summary, request }: StoredEmbedding, clusters: readonly number[]): DescribedClusters =>
  describedClusters(request.occurrences, clusters, new Set(rowsWithVector(summary)));
