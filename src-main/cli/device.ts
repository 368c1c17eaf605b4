import type { DevicePreference, EmbeddingSummary } from '@contract/embedding';
import { Failure } from '@contract/failure';

/** Whoever names a device gets that one or an error; only `auto` may choose. @throws Failure `device`. */
export function requireDevice(wanted: DevicePreference, { device: used, nCached, nOccurrences }: Pick<EmbeddingSummary, 'device' | 'nCached' | 'nOccurrences'>): void {
  // Where every vector was kept from an earlier run, no device has served at all.
  if (wanted === 'auto' || wanted === used.provider || nCached === nOccurrences) return;
  throw new Failure('device', `${used.note ?? `${used.label} serves this model.`} Choose --device auto or cpu instead of ${wanted}.`);
}
