import { toEnvelope } from '@contract/failure';
import { contexture } from '../api/contexture';
import { probes, type RunningProbe } from '../state/panels/probes.svelte';
import { session } from '../state/session.svelte';
import { isCancelled } from './failures';
import { numbered } from './numbered';

let controller: AbortController | null = null;

/** Fits linear probes of the set on screen for what is chosen; an older fit gives way. What was fitted already is not fitted again. */
export async function fitProbes(): Promise<void> {
  const { question, answer } = probes;
  if (question === null || answer !== null) return;
  cancelProbes();
  const own = controller = new AbortController();
  const { key, choice: { target } } = question;
  const nTotal = session.view?.summary.nLayers ?? 1;
  const show = (nDone: number): RunningProbe => (probes.running = { question, nDone, nTotal });
  probes.fail(question, null);
  show(0);
  try {
    probes.keep(question, await numbered((seq) => contexture.probe({ seq, key, target }), own.signal, ({ nDone }) => { if (controller === own) show(nDone); }));
  } catch (error) {
    if (!isCancelled(error)) probes.fail(question, toEnvelope(error).message);
  } finally {
    if (controller === own) {
      controller = null;
      probes.running = null;
    }
  }
}

/** Gives the fit that is under way up; what was fitted before stays. */
export function cancelProbes(): void {
  controller?.abort();
  controller = null;
  probes.running = null;
}
