import type { TimeFit } from '@contract/model-figures';
import { fitTime } from '@probing/models/time-fit';
import { pauseForMessages, requireGoing } from '../cooperate';
import type { Encoder, SentenceToEncode } from '../runtime/encoder';

export const TIMED_LENGTHS = [8, 16, 32, 64, 128, 256] as const;
const N_RUNS = 7;

export interface TimingHooks {
  readonly signal?: AbortSignal | undefined;
  /** Between two runs; default: lets messages in. */
  readonly pause?: () => Promise<void>;
  /** After every run, those that are not counted included. */
  readonly onRun?: (nDone: number, nTotal: number) => void;
}

/**
 * What one sentence takes by its length in words, as the model reads it: a sentence a run, the last layer of all its pieces. Tokenizing is not counted, nor
 * ELMo's character CNN, whose vectors are remembered by word form (the first round, which is not counted, fills that). Lengths take turns, so that what slows
 * the machine for a while slows all of them. A length that the model does not take whole is left out.
 * @param prose words with their punctuation, as many as the longest length
 * @returns null where fewer than two lengths are left
 * @throws Failure `cancelled` between two runs, `device` or `model` as the encoder does
 */
export async function measuredTime(encoder: Pick<Encoder, 'tokenizer' | 'encode'>, prose: readonly string[], { signal, pause = pauseForMessages, onRun }: TimingHooks): Promise<TimeFit | null> {
  const { tokenizer } = encoder;
  const lengths = TIMED_LENGTHS.filter((nWords) => nWords <= prose.length);
  const sentences = await tokenizer.tokenize(lengths.map((nWords) => prose.slice(0, nWords).join(' ')));
  const timed = lengths.flatMap((nWords, i) => {
    const sentence = sentences[i];
    if (sentence === undefined || sentence.ids.length > tokenizer.maxPieces) return [];
    const spans = [...sentence.ids.keys()].filter((at) => tokenizer.knows(sentence.ids[at] as number)).map((at) => ({ from: at, to: at + 1, weights: null }));
    return spans.length === 0 ? [] : [{ nWords, job: { sentence, spans } satisfies SentenceToEncode, runsMs: [] as number[] }];
  });
  if (timed.length < 2) return null;
  for (let round = 0; round <= N_RUNS; round++) {
    for (const [at, { job, runsMs }] of timed.entries()) {
      requireGoing(signal);
      const started = performance.now();
      await encoder.encode([job], [tokenizer.card.nLayers - 1]);
      if (round > 0) runsMs.push(performance.now() - started);
      onRun?.(round * timed.length + at + 1, (N_RUNS + 1) * timed.length);
      await pause();
    }
  }
  return fitTime(timed);
}
