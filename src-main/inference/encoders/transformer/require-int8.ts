import type { DevicePreference } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import { whyNotInt8 } from '@contract/speed/int8-models';

/**
 * 8-bit products are for transformers on the CPU; `auto` and null mean the CPU there.
 * @throws Failure `bad-input` that names the model or the device
 */
export function requireInt8(card: Pick<ModelCard, 'kind' | 'name'>, device: DevicePreference | null): void {
  const why = whyNotInt8(card);
  if (why !== null) throw new Failure('bad-input', `${why} Choose exact products or another model.`);
  if (device === null || device === 'auto' || device === 'cpu') return;
  throw new Failure('bad-input', `8-bit products run on the CPU alone, not on ${device}. Choose the CPU, or exact products.`);
}
