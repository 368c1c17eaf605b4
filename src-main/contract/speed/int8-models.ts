import type { ModelCard } from '../model-card';

/** Why a model's products with its weights cannot be computed in 8 bits, in one sentence; null where they could be. */
export const whyNotInt8 = ({ kind, name }: Pick<ModelCard, 'kind' | 'name'>): string | null =>
  kind === 'bert' || kind === 'gpt' ? null : `${name} is no transformer, and only a transformer’s products can be computed in 8 bits.`;
