import { work, type WorkStep } from '../../state/work.svelte';
import { isCancelled } from '../failures';

export type TellStep = (label: string, nDone?: number, nTotal?: number) => void;

let current: AbortController | null = null;

/** Stops the work in progress; what was on screen before it stays. */
export function cancelWork(): void {
  current?.abort();
}

/**
 * Runs `job` as the one long piece of work: a newer call aborts it, `cancelWork` too.
 * @returns true when the job ran to its end, false when it was stopped; other failures are thrown
 */
export async function runLatest(firstStep: string, job: (signal: AbortSignal, tell: TellStep) => Promise<void>): Promise<boolean> {
  current?.abort();
  const controller = new AbortController();
  current = controller;
  const { signal } = controller;
  const set = (step: WorkStep): void => { if (!signal.aborted) work.step = step; };
  const tell: TellStep = (label, nDone, nTotal) => { set({ label, nDone: nDone ?? null, nTotal: nTotal ?? null }); };
  tell(firstStep);
  try {
    await job(signal, tell);
    return !signal.aborted;
  } catch (error) {
    if (signal.aborted || isCancelled(error)) return false;
    throw error;
  } finally {
    if (current === controller) {
      current = null;
      work.step = null;
    }
  }
}
