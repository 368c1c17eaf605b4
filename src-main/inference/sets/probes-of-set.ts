import { Failure } from '@contract/failure';
import { PROBE_DEFAULTS, type ProbeProgress, type ProbesOfSet, type ProbeTarget } from '@contract/layers/probes';
import { isRefusal, probeTask } from '@probing/probe';
import { labelsOfProperty } from '@probing/probe-labels';
import { probeLayersSteps } from '@probing/probe-layers';
import { occurrenceFacts } from '@semantics/occurrence-facts';
import { takeRows } from '@vectors/vector-table';
import { inPauses, told } from '../cooperate';
import { rowsWithVector, type StoredEmbedding } from './embedding-store';

export interface ProbeHooks {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ProbeProgress) => void) | undefined;
}

/**
 * Linear probes of every layer for one target, from vectors that are in memory, all rows that have one. Lets messages in on the way.
 * @throws Failure `bad-request` where labels are not as many as the set has rows, `cancelled`
 */
export async function probesOf({ summary, request, table }: StoredEmbedding, target: ProbeTarget, { signal, onProgress }: ProbeHooks = {}): Promise<ProbesOfSet> {
  if (typeof target !== 'string' && target.length !== table.nRows) throw new Failure('bad-request', `There are ${target.length} labels for ${table.nRows} rows.`);
  const rows = rowsWithVector(summary);
  const occurrences = rows.flatMap((row) => request.occurrences[row] ?? []);
  const facts = occurrenceFacts(occurrences);
  const labels = typeof target === 'string' ? labelsOfProperty(target, { occurrences, ...facts }) : rows.map((row) => target[row] ?? null);
  const task = probeTask(labels, facts.sentences, PROBE_DEFAULTS);
  if (isRefusal(task)) return task;
  return await inPauses(told(probeLayersSteps(takeRows(table, rows), task), (nDone) => onProgress?.({ stage: 'probe', nDone, nTotal: table.nLayers })), signal);
}
