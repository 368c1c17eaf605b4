import type { DevicePreference } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';

/** Whether a model's products with its weights could be computed in 8 bits. */
export const canBeInt8 = ({ kind }: Pick<ModelCard, 'kind'>): boolean => kind === 'bert' || kind === 'gpt';

/**
 * 8-bit products are for transformers on the CPU; `auto` and null mean the CPU there.
 * @throws Failure `bad-input` that names the model or the device
 */
export function requireInt8(card: Pick<ModelCard, 'kind' | 'name'>, device: DevicePreference | null): void {
  if (!canBeInt8(card)) throw new Failure('bad-input', `${card.name} is no transformer, and only a transformer’s products can be computed in 8 bits. Choose exact products or another model.`);
  if (device === null || device === 'auto' || device === 'cpu') return;
  throw new Failure('bad-input', `8-bit products run on the CPU alone, not on ${device}. Choose the CPU, or exact products.`);
}
