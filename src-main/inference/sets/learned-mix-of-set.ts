import type { LearnedMixOfSet, LearnMixProgress } from '@contract/layers/learned-mix';
import type { ModelCard } from '@contract/model-card';
import type { ProbeTarget } from '@contract/layers/probes';
import { mixProbeSteps, mixRefusal, nMixFits } from '@probing/mix-probe';
import { isRefusal } from '@probing/probe';
import { inPauses, told } from '../cooperate';
import type { StoredEmbedding } from './embedding-store';
import { probedRows } from './probes-of-set';

export interface LearnMixHooks {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: LearnMixProgress) => void) | undefined;
}

/**
 * Learns ELMo's mix of a set's layers with a linear head for one target, on the rows and folds of {@link probedRows}. Lets messages in on the way.
 * @throws Failure `bad-request` where labels are not as many as the set has rows, `cancelled`
 */
export async function learnedMixOf(entry: StoredEmbedding, { recurrent }: Pick<ModelCard, 'recurrent'>, target: ProbeTarget, { signal, onProgress }: LearnMixHooks = {}): Promise<LearnedMixOfSet> {
  const { table, task } = probedRows(entry, target);
  if (isRefusal(task)) return task;
  const refused = mixRefusal(table, task.nFolds, recurrent?.widths);
  if (refused !== null) return refused;
  const nTotal = nMixFits(table.nLayers, task.nFolds);
  const found = await inPauses(told(mixProbeSteps(table, { ...task, follows: null }), (nDone) => onProgress?.({ stage: 'learn-mix', nDone, nTotal })), signal);
  return { ...found, baselines: task.baselines, leftOut: task.leftOut };
}
