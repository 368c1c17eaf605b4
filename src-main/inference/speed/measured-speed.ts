import type { ProductPrecision } from '@contract/embedding';
import type { MeasuredSpeed, SpeedRound } from '@contract/speed/int8-speed';
import { pauseForMessages, requireGoing } from '../cooperate';
import type { Encoder } from '../runtime/encoder';
import { embedTargets, type Target } from '../sets/embed';

/** Sentences that are read for their time alone. */
export interface TimedSentences {
  /** Run first and not counted. */
  readonly warmUp: readonly Target[];
  readonly rounds: readonly (readonly Target[])[];
}

/** Sentences of one turn. */
const N_AT_ONCE = 16;

export interface SpeedHooks {
  readonly signal?: AbortSignal | undefined;
  /** Between two runs, not timed; default: lets messages in. */
  readonly pause?: () => Promise<void>;
  /** Sentences timed with either, of all. */
  readonly onRun?: (nDone: number, nTotal: number) => void;
}

export type Encoders = Readonly<Record<ProductPrecision, Encoder>>;

/**
 * What both encoders take for the same sentences, all layers, tokenizing included. They take turns after every few sentences, so that what slows the machine slows both.
 * @throws Failure `cancelled` between two runs, and as the encoders do
 */
export async function measuredSpeed(encoders: Encoders, { warmUp, rounds }: TimedSentences, { signal, pause = pauseForMessages, onRun }: SpeedHooks = {}): Promise<MeasuredSpeed> {
  const timed = async (precision: ProductPrecision, targets: readonly Target[]): Promise<number> => {
    await pause();
    requireGoing(signal);
    const started = performance.now();
    await embedTargets(encoders[precision], targets, 'mean');
    return performance.now() - started;
  };
  for (const precision of ['exact', 'int8'] as const) await timed(precision, warmUp);
  const done: SpeedRound[] = [];
  const nTotal = rounds.reduce((sum, { length }) => sum + length, 0);
  let nDone = 0;
  for (const targets of rounds) {
    const ms = { exact: 0, int8: 0 };
    for (let from = 0; from < targets.length; from += N_AT_ONCE) {
      for (const precision of (from / N_AT_ONCE) % 2 === 0 ? (['exact', 'int8'] as const) : (['int8', 'exact'] as const)) ms[precision] += await timed(precision, targets.slice(from, from + N_AT_ONCE));
      nDone += Math.min(N_AT_ONCE, targets.length - from);
      onRun?.(nDone, nTotal);
    }
    done.push({ nWords: targets.reduce((sum, { text }) => sum + wordsIn(text), 0), exactMs: ms.exact, int8Ms: ms.int8 });
  }
  return {
    exact: median(done.map(({ nWords, exactMs }) => (nWords / exactMs) * 1000)),
    int8: median(done.map(({ nWords, int8Ms }) => (nWords / int8Ms) * 1000)),
    ratio: median(done.map(({ exactMs, int8Ms }) => exactMs / int8Ms)),
    rounds: done,
  };
}

const WORD = /[\p{L}\p{N}]+/gu;
const wordsIn = (text: string): number => text.match(WORD)?.length ?? 0;

/** The word in the middle of each sentence; sentences without a word are left out. */
export function middleWords(texts: readonly string[]): Target[] {
  return texts.flatMap((text) => {
    const words = [...text.matchAll(WORD)];
    const word = words[words.length >> 1];
    return word === undefined ? [] : [{ text, charStart: word.index, charEnd: word.index + word[0].length }];
  });
}

/** The middle one; of an even number the upper of the two. @param values at least one */
export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
