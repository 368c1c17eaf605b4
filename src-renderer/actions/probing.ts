import { toEnvelope } from '@contract/failure';
import { contexture } from '../api/contexture';
import { learnedMixes } from '../state/panels/fits/learned-mix.svelte';
import type { Fits, FitQuestion } from '../state/panels/fits/fits.svelte';
import { probes } from '../state/panels/fits/probes.svelte';
import { isCancelled } from './failures';
import { Newest } from './newest';
import { numbered } from './numbered';

interface Fitting {
  /** Fits what is chosen; an older fit gives way. What was fitted already is not fitted again. */
  readonly fit: () => Promise<void>;
  /** Gives the fit that is under way up; what was fitted before stays. */
  readonly cancel: () => void;
}

function fitting<Answer extends object, Question extends FitQuestion>(fits: Fits<Answer, Question>, ask: (question: Question, seq: number) => Promise<Answer>): Fitting {
  const newest = new Newest(() => { fits.running = null; });
  const fit = async (): Promise<void> => {
    const { question, answer } = fits;
    if (question === null || answer !== null) return;
    await newest.run(async (signal, isNewest) => {
      fits.fail(question, null);
      fits.running = { question, nDone: 0, nTotal: null };
      try {
        const tell = ({ nDone, nTotal }: { readonly nDone: number; readonly nTotal: number }): void => { if (isNewest()) fits.running = { question, nDone, nTotal }; };
        fits.keep(question, await numbered((seq) => ask(question, seq), signal, tell));
      } catch (error) {
        if (!isCancelled(error)) fits.fail(question, toEnvelope(error).message);
      }
    });
  };
  return { fit, cancel: () => { newest.cancel(); } };
}

/** Linear probes of the set on screen. */
export const { fit: fitProbes, cancel: cancelProbes } = fitting(probes, ({ key, choice: { target } }, seq) => contexture.probe({ seq, key, target }));

/** A mix of layers with the chosen head. */
export const { fit: learnMix, cancel: cancelLearning } = fitting(learnedMixes, ({ key, choice: { target }, head }, seq) => contexture.learnMix({ seq, key, target, head }));
