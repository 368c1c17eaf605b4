import type { DeviceInUse, DevicePreference } from '@contract/embedding';
import { Failure } from '@contract/failure';

/** Whoever names a device gets that one or an error; only `auto` may choose. @throws Failure `device`. */
export function requireDevice(wanted: DevicePreference, used: DeviceInUse): void {
  if (wanted === 'auto' || wanted === used.provider) return;
  throw new Failure('device', `${used.note ?? `${used.label} serves this model.`} Choose --device auto or cpu instead of ${wanted}.`);
}
