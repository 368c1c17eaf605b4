import { Failure } from '@contract/failure';
import type { Accuracy } from '@contract/layers/layer-measures';
import type { MixProbe } from '@contract/layers/learned-mix';
import type { Occurrence } from '@contract/occurrence';
import type { RefusedProbes } from '@contract/layers/probes';
import { mixProbeSteps, mixRefusal } from '../../probing/mix-probe';
import { isRefusal } from '../../probing/probe';
import type { ReadRows } from '../probe-rows';
import { plainTable } from '../table';
import { taskNames, type Tasks } from './tasks';

export interface MixChoice {
  /** What is read from the mix: a task of the probe. */
  readonly label: string;
  /** All words of a sentence are rows, in order. */
  readonly isWhole: boolean;
}

/** @throws Failure `bad-request` for a label that the set has not, before anything is read */
export function checkMix(mix: MixChoice | null, occurrences: readonly Occurrence[]): void {
  const names = taskNames(occurrences);
  if (mix !== null && !names.includes(mix.label)) throw new Failure('bad-request', `The set has no label “${mix.label}” to mix layers for. Give --mix one of ${names.join(', ')}.`);
}

export function* mixSteps({ table, follows }: ReadRows, tasks: Tasks, { label, isWhole }: MixChoice, widths?: readonly number[]): Generator<number, MixProbe | RefusedProbes> {
  const task = tasks[label];
  if (task === undefined) throw new RangeError(`no task ${label}`);
  if (isRefusal(task)) return task;
  return mixRefusal(table, task.nFolds, widths) ?? (yield* mixProbeSteps(table, { ...task, follows: isWhole ? follows : null }));
}

export function mixLines({ label }: MixChoice, mix: MixProbe | RefusedProbes): string[] {
  if ('refusal' in mix) return [`No mix of layers for ${label}: ${mix.refusal}`];
  const last = mix.weights.length - 1;
  const line = (name: string, found: Accuracy | null): string[] => [
    name,
    ...(found === null ? ['', '', '', ''] : [shown(found.micro), between(found.microInterval), shown(found.macro), between(found.macroInterval)]),
  ];
  return [
    `Learned mix of layers for ${label}, read by ${mix.head === 'crf' ? 'a linear-chain CRF over the words of a sentence' : 'multinomial logistic regression'}:`,
    plainTable(['', 'micro', '95 %', 'macro', '95 %'], [line(`last layer (${last})`, mix.lastLayer), line(`best single layer (${mix.bestLayers.join(', ')})`, mix.bestLayer), line('learned mix', mix.learnedMix)]),
    'Best single layer: a number for each fold, chosen by the others.',
    `Weights of layers 0 to ${last}, mean over the folds: ${mix.weights.map(shown).join(' ')}; γ ${shown(mix.gamma)}.`,
    ...(mix.nConverged < mix.bestLayers.length ? [`The search for the mix ended before its minimum in ${mix.bestLayers.length - mix.nConverged} of ${mix.bestLayers.length} folds.`] : []),
  ];
}

const shown = (value: number): string => value.toFixed(3);
const between = ([low, high]: readonly [number, number]): string => `${shown(low)} to ${shown(high)}`;
