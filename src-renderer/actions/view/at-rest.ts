import { session } from '../../state/session.svelte';
import type { TellStep } from './latest';
import { statusWords } from '../../wording/interface/status';

/** Looked at this often while the view on screen is at work, in ms. */
const WAIT_MS = 60;

/** Nothing is asked of a model while the view on screen asks another. @throws the signal's reason once it is aborted */
export async function viewAtRest(signal: AbortSignal, tell: TellStep): Promise<void> {
  while (session.wanted !== null) {
    tell(statusWords.waitingForMap);
    await new Promise((resolve) => { setTimeout(resolve, WAIT_MS); });
    signal.throwIfAborted();
  }
}
