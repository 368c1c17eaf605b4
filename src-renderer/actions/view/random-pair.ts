import { Failure } from '@contract/failure';
import { contexture } from '../../api/contexture';
import { session } from '../../state/session.svelte';
import type { View } from '../../state/view';
import { isCancelled } from '../failures';
import { numbered } from '../numbered';

/** The set as one model reads it, whose mix is being measured. */
let running: { readonly of: string; readonly controller: AbortController } | null = null;

/**
 * Measures what two random words are like in the mix on screen, once a mix. The first time a model is asked, it reads the sample: mixes that follow wait for
 * that, other vectors end it. @throws Failure as the inference process does
 */
export async function measureRandomPair(view: View): Promise<void> {
  const of = view.summary.key;
  if (running !== null && (view.mixed === null || running.of !== of)) {
    running.controller.abort();
    running = null;
  }
  if (view.mixed === null || running !== null || session.pairsOfMixes[view.mixed.key] !== undefined) return;
  const { mixed: { key } } = view;
  const own = running = { of, controller: new AbortController() };
  try {
    const pair = await numbered((seq) => contexture.randomPair({ seq, key }), own.controller.signal, () => undefined);
    session.pairsOfMixes = { ...session.pairsOfMixes, [key]: pair };
  } catch (error) {
    // A mix is dropped when it is no longer looked at.
    if (!isCancelled(error) && !(error instanceof Failure && error.code === 'not-found')) throw error;
  } finally {
    if (running === own) running = null;
  }
  // Sliders moved meanwhile.
  const now = session.view;
  if (running === null && now !== null && now.mixed !== null && now.mixed.key !== key && now.summary.key === of) await measureRandomPair(now);
}
