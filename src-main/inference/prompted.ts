import type { ModelCard } from '@contract/model-card';
import type { PooledTarget } from './jobs';

/** Whole sentences as the model wants them: behind its prompt, where it has one. */
export function prompted(targets: readonly PooledTarget[], { sentence }: Pick<ModelCard, 'sentence'>): readonly PooledTarget[] {
  const prompt = sentence?.prompt ?? '';
  if (prompt === '' || !targets.some(({ pooling }) => pooling === 'sentence')) return targets;
  return targets.map((target) => (target.pooling === 'sentence'
    ? { ...target, text: prompt + target.text, charStart: target.charStart + prompt.length, charEnd: target.charEnd + prompt.length } : target));
}
