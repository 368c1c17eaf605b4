import { Failure } from '@contract/failure';
import type { Occurrence } from '@contract/occurrence';
import { PROBE_DEFAULTS, type ProbeProgress, type ProbesOfSet, type ProbeTarget, type RefusedProbes } from '@contract/layers/probes';
import { isRefusal, probeTask, type ProbeTask } from '@probing/probe';
import { labelsOfProperty } from '@probing/probe-labels';
import { probeLayersSteps } from '@probing/probe-layers';
import { occurrenceFacts } from '@semantics/occurrence-facts';
import { takeRows, type VectorTable } from '@vectors/vector-table';
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
export async function probesOf(entry: StoredEmbedding, target: ProbeTarget, { signal, onProgress }: ProbeHooks = {}): Promise<ProbesOfSet> {
  const { table, task } = probedRows(entry, target);
  if (isRefusal(task)) return task;
  return await inPauses(told(probeLayersSteps(table, task), (nDone) => onProgress?.({ stage: 'probe', nDone, nTotal: table.nLayers })), signal);
}

export interface ProbedRows {
  readonly table: VectorTable;
  readonly task: ProbeTask | RefusedProbes;
  /** One a row of the table. */
  readonly occurrences: readonly Occurrence[];
}

/** The rows of a set that have a vector, and what is to be read from them. @throws Failure `bad-request` where labels are not as many as the set has rows */
export function probedRows({ summary, request, table }: StoredEmbedding, target: ProbeTarget): ProbedRows {
  if (typeof target !== 'string' && target.length !== table.nRows) throw new Failure('bad-request', `There are ${target.length} labels for ${table.nRows} rows.`);
  const rows = rowsWithVector(summary);
  const occurrences = rows.flatMap((row) => request.occurrences[row] ?? []);
  const facts = occurrenceFacts(occurrences);
  const labels = typeof target === 'string' ? labelsOfProperty(target, { occurrences, ...facts }) : rows.map((row) => target[row] ?? null);
  return { table: takeRows(table, rows), task: probeTask(labels, facts.sentences, PROBE_DEFAULTS), occurrences };
}
