import type { LearnedMixOfSet, LearnMixProgress, MixHead } from '@contract/layers/learned-mix';
import type { ModelCard } from '@contract/model-card';
import type { ProbeTarget } from '@contract/layers/probes';
import { mixTask } from '@probing/mix-heads';
import { mixProbeSteps, mixRefusal, nMixFits } from '@probing/mix-probe';
import { isRefusal } from '@probing/probe';
import { inPauses, told } from '../cooperate';
import type { StoredEmbedding } from './embedding-store';
import { probedRows } from './probes-of-set';

export interface LearnMixHooks {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: LearnMixProgress) => void) | undefined;
}

export interface AskedMix {
  readonly target: ProbeTarget;
  readonly head: MixHead;
}

/**
 * Learns ELMo's mix of a set's layers with a head for one target, on the rows and folds of {@link probedRows}. Lets messages in on the way.
 * @throws Failure `bad-request` where labels are not as many as the set has rows, `cancelled`
 */
export async function learnedMixOf(entry: StoredEmbedding, { recurrent }: Pick<ModelCard, 'recurrent'>, { target, head }: AskedMix, { signal, onProgress }: LearnMixHooks = {}): Promise<LearnedMixOfSet> {
  const { table, task, occurrences } = probedRows(entry, target);
  if (isRefusal(task)) return task;
  const headed = mixRefusal(table, task.nFolds, recurrent?.widths) ?? mixTask(task, head, { all: entry.request.occurrences, rows: occurrences });
  if (isRefusal(headed)) return headed;
  const nTotal = nMixFits(table.nLayers, task.nFolds);
  const found = await inPauses(told(mixProbeSteps(table, headed), (nDone) => onProgress?.({ stage: 'learn-mix', nDone, nTotal })), signal);
  return { ...found, baselines: task.baselines, leftOut: task.leftOut };
}
