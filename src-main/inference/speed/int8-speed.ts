import { Failure } from '@contract/failure';
import type { Occurrence } from '@contract/occurrence';
import type { Int8Speed } from '@contract/speed/int8-speed';
import { shapeOf } from '@contract/model-card';
import type { EmbedProgress } from '@contract/embedding';
import type { FiguresProgress } from '@contract/model-figures';
import { takeRows, type VectorTable } from '@vectors/vector-table';
import { inPauses } from '../cooperate';
import { embedTargets } from '../sets/embed';
import { layerCostSteps, rowsOfBoth, verdictCost } from './layer-costs';
import { measuredSpeed, middleWords, type Encoders, type SpeedHooks, type TimedSentences } from './measured-speed';

const N_ROUNDS = 3;
const N_SENTENCES = 128;

/** @param nSentences of a round @throws Failure `bad-input` where the background has too few that are not in the set */
export function timedSentences(background: readonly string[], occurrences: readonly Occurrence[], nSentences = N_SENTENCES): TimedSentences {
  const own = new Set(occurrences.map(({ text }) => text));
  const fresh = middleWords(background.filter((text) => !own.has(text)));
  const nTimed = (N_ROUNDS + 1) * nSentences;
  if (fresh.length < nTimed) throw new Failure('bad-input', `The background sample has ${fresh.length} sentences that are not in the set, and ${nTimed} are timed. Reinstall the app.`);
  const [warmUp = [], ...rounds] = Array.from({ length: N_ROUNDS + 1 }, (_, i) => fresh.slice(i * nSentences, (i + 1) * nSentences));
  return { warmUp, rounds };
}

/** What is read with both. */
interface MeasuredSet {
  /** What it is called. */
  readonly set: string;
  readonly occurrences: readonly Occurrence[];
  readonly timed: TimedSentences;
}

export interface Int8SpeedHooks extends Pick<SpeedHooks, 'signal' | 'pause'> {
  readonly onProgress?: (progress: EmbedProgress | FiguresProgress) => void;
}

/**
 * What products in 8 bits gain in words a second, and what they cost on the occurrences of a set: cosines, recall of senses, verdicts.
 * Nothing is cached or read from the cache.
 * @param encoders of one model
 * @throws Failure `cancelled`, `bad-input` where no occurrence has a vector, and as the encoders do
 */
export async function int8Speed(encoders: Encoders, { set, occurrences, timed }: MeasuredSet, { onProgress, ...hooks }: Int8SpeedHooks): Promise<Int8Speed> {
  const { card } = encoders.exact.tokenizer;
  const { signal } = hooks;
  const wordsPerSecond = await measuredSpeed(encoders, timed, { ...hooks, onRun: (nDone, nTotal) => { onProgress?.({ stage: 'time', nDone, nTotal }); } });
  const n = occurrences.length;
  const tableOf = async (precision: 'exact' | 'int8'): Promise<VectorTable> => {
    const before = precision === 'exact' ? 0 : n;
    const { values } = await embedTargets(encoders[precision], occurrences, 'mean', {
      ...(signal === undefined ? {} : { signal }), onProgress: ({ nDone }) => { onProgress?.({ stage: 'embed', nDone: before + nDone, nTotal: 2 * n }); },
    });
    return { values, nRows: n, ...shapeOf(card, 'mean') };
  };
  const [exact, int8] = [await tableOf('exact'), await tableOf('int8')];
  const rows = rowsOfBoth(exact, int8);
  if (rows.length === 0) throw new Failure('bad-input', `${card.name} has no vector for any occurrence of ${set}. Choose another set or model.`);
  const [wanted, found, kept] = [takeRows(exact, rows), takeRows(int8, rows), rows.flatMap((row) => occurrences[row] ?? [])];
  return {
    set, nOccurrences: rows.length, device: encoders.exact.device.label, wordsPerSecond,
    layers: await inPauses(layerCostSteps(wanted, found, kept), signal), verdicts: verdictCost(wanted, found, kept),
  };
}
