import { toEnvelope } from '@contract/failure';
import { contexture } from '../../api/contexture';
import { devices } from '../../state/devices.svelte';

/** Asks which devices there are; what was known before stays until the answer comes. */
export async function lookForDevices(): Promise<void> {
  if (devices.isLooking) return;
  devices.isLooking = true;
  try {
    devices.reports = await contexture.listDevices();
    devices.problem = null;
  } catch (error) {
    devices.problem = toEnvelope(error).message;
  } finally {
    devices.isLooking = false;
  }
}
