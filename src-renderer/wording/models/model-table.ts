import type { ModelKind } from '@contract/model-card';
import { SIDES, type LayerReach, type MeasuredFigures, type SequentialSteps, type Side, type TimeFit } from '@contract/model-figures';
import type { Occurrence } from '@contract/occurrence';

/** How well a model's nearest neighbours know the senses of a set: macro leave-one-out 1-nearest-neighbour recall, 0…1. */
export interface SensesOfModel {
  readonly last: number;
  readonly best: number;
  readonly bestLayer: number;
  /** One over the senses. */
  readonly chance: number;
}

/** A row of the table; null: not measured, or not defined. */
export interface ComparedModel {
  readonly id: string;
  readonly name: string;
  readonly kind: ModelKind;
  /** Counted when the model was converted. */
  readonly nParameters: number;
  readonly senses: SensesOfModel | null;
  readonly figures: MeasuredFigures | null;
}

export const NONE = '–';
/** Lengths in words whose time is told. */
export const TOLD_WORDS = [8, 256] as const;

/** @param recall by layer, see `EmbeddingSummary.senseRecall` @param missing rows without a vector */
export function sensesOf(recall: readonly number[] | null, occurrences: readonly Occurrence[], missing: readonly number[]): SensesOfModel | null {
  const last = recall?.at(-1);
  if (recall === null || last === undefined) return null;
  const best = Math.max(...recall);
  const without = new Set(missing);
  const senses = new Set(occurrences.flatMap(({ labels: { sense } }, row) => (sense === undefined || without.has(row) ? [] : [sense])));
  return { last, best, bestLayer: recall.indexOf(best), chance: 1 / senses.size };
}

/** "0.95 at layer 7". */
export const bestText = (senses: SensesOfModel | null): string => (senses === null ? NONE : `${senses.best.toFixed(2)} at layer ${senses.bestLayer}`);

export const awareText = (figures: MeasuredFigures | null): string => (figures === null ? NONE : figures.isContextual ? 'yes' : 'no');

/** The steps that wait for one another: "yes: 12 for any n", "no: n + 3". */
export function parallelText({ fixed, perWord }: SequentialSteps): string {
  return perWord === 0 ? `yes: ${fixed} for any n` : `no: n + ${fixed}`;
}

/** Median milliseconds of a sentence of so many words; a dash where it was not timed. */
export function msText(time: TimeFit | null, nWords: number): string {
  const ms = time?.samples.find((sample) => sample.nWords === nWords)?.medianMs;
  return ms === undefined ? NONE : ms < 0.1 ? '<\u20090.1' : ms < 10 ? ms.toFixed(1) : ms.toFixed(0);
}

export const exponentText = (time: TimeFit | null): string => time?.power.slope.toFixed(2) ?? NONE;

/** The last layer's reach is told: its vectors have read all that the model reads. */
export const toldReach = (figures: MeasuredFigures | null): LayerReach | null => figures?.reach.at(-1) ?? null;

/** Words to the farthest change that moves the target; what lies behind the farthest tried, nobody has tried. */
export function reachText(reach: LayerReach | null, side: Side): string {
  if (reach === null) return NONE;
  const { reach: words, moves } = reach[side];
  return words === 0 ? 'none' : words === moves.at(-1)?.distance ? `${words} or more` : String(words);
}

/** A share of the distance of two random words, in per cent with two digits: "0.034 %"; what lies within the floor: "0". */
export function shareText(share: number | null, isMoved: boolean): string {
  if (!isMoved) return '0';
  if (share === null) return NONE;
  const percent = share * 100;
  return `${percent >= 10 ? percent.toFixed(0) : Number(percent.toPrecision(2)).toString()}\u00a0%`;
}

/** The table with tabs between its cells. @param set as a figure's title names it */
export function modelTableText(set: string, models: readonly ComparedModel[]): string {
  const header = [
    'model', 'kind', 'context-aware', 'parameters', `senses of ${set}, last layer`, 'best', 'best layer', 'chance', 'steps in sequence for n words',
    ...TOLD_WORDS.map((n) => `ms for ${n} words`), 'exponent', 'device', 'reach left', 'reach right', ...SIDES.flatMap((side) => distances(models).map((distance) => `move ${side} ${distance}`)),
  ];
  const rows = models.map(({ name, kind, nParameters, senses, figures }) => {
    const reach = toldReach(figures);
    const steps = figures?.steps;
    const time = figures?.time ?? null;
    return [
      name, kind, figures === null ? '' : awareText(figures), String(nParameters), digits(senses?.last), digits(senses?.best), String(senses?.bestLayer ?? ''), digits(senses?.chance),
      steps === undefined ? '' : steps.perWord === 0 ? String(steps.fixed) : `n + ${steps.fixed}`,
      ...TOLD_WORDS.map((n) => digits(time?.samples.find(({ nWords }) => nWords === n)?.medianMs)), digits(time?.power.slope), figures?.device.label ?? '',
      ...SIDES.map((side) => (reach === null ? '' : reachText(reach, side))),
      ...SIDES.flatMap((side) => distances(models).map((distance) => reach?.[side].moves.find((one) => one.distance === distance)?.move?.toPrecision(3) ?? '')),
    ];
  });
  return `${[header, ...rows].map((cells) => cells.join('\t')).join('\n')}\n`;
}

const digits = (value: number | null | undefined): string => value?.toFixed(3) ?? '';

const distances = (models: readonly ComparedModel[]): readonly number[] =>
  models
    .map(({ figures }) => toldReach(figures)?.left.moves ?? [])
    .find((moves) => moves.length > 0)
    ?.map(({ distance }) => distance) ?? [];
