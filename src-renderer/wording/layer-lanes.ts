import type { Interval, LayerMeasures } from '@contract/layers/layer-measures';
import type { Agreement } from '@semantics/agreement';
import { areEnough } from '../sets/best-layer';
import { labelName } from './label-names';

/** One measure through all layers, with what it is held against. */
export interface LayerLane {
  readonly id: 'sense' | 'form' | 'label' | 'self' | 'explained' | 'probe';
  readonly name: string;
  /** Of a label column: what it holds, as "part of speech". */
  readonly label?: string;
  /** What it says, in one sentence. */
  readonly meaning: string;
  /** By layer; NaN where it is not defined. */
  readonly values: readonly number[];
  /** By layer, 95 %; null where none were measured, or of too few occurrences: two that are right every time would look certain. */
  readonly intervals: readonly Interval[] | null;
  /** By layer, what chance or random words give; null: nothing to hold it against. */
  readonly against: readonly number[] | null;
  /** "chance", "two random words" */
  readonly againstName: string;
}

/** How often the nearest occurrence has the same value of a label column, by layer. */
export interface LabelAgreement {
  /** Of the column, as files have it: "upos". */
  readonly title: string;
  readonly byLayer: readonly Agreement[];
}

/**
 * The lanes that there are numbers for.
 * @param form how often the nearest occurrence has the same written form, by layer; null where all are one form
 * @param label null: no label column is compared
 */
export function lanesOf(measures: readonly LayerMeasures[], form: readonly Agreement[] | null, label: LabelAgreement | null, pair: string): LayerLane[] {
  const lanes: LayerLane[] = [];
  const senses = measures.flatMap(({ nearestSense }) => nearestSense ?? []);
  // They have senses at every layer or at none.
  if (senses.length === measures.length && senses.length > 0) {
    lanes.push({
      id: 'sense',
      name: 'Same sense',
      meaning: 'How often the nearest occurrence of another sentence has the same sense, averaged over the senses.',
      values: senses.map(({ macro }) => macro),
      intervals: senses.every(({ n }) => areEnough(n)) ? senses.map(({ macroInterval }) => macroInterval) : null,
      against: senses.map(({ nLabels }) => 1 / nLabels),
      againstName: 'chance',
    });
  }
  if (form !== null) {
    lanes.push({
      id: 'form', name: 'Same word form', meaning: 'How often the nearest occurrence of another sentence is written the same.',
      values: form.map(({ share }) => share), intervals: null, against: form.map(({ chance }) => chance), againstName: 'chance',
    });
  }
  if (label !== null) {
    const name = labelName(label.title);
    lanes.push({
      id: 'label', name: `Same ${name}`, label: name, meaning: `How often the nearest occurrence of another sentence has the same ${name}.`,
      values: label.byLayer.map(({ share }) => share), intervals: null, against: label.byLayer.map(({ chance }) => chance), againstName: 'chance',
    });
  }
  lanes.push({
    id: 'self', name: 'Like itself', meaning: 'Mean cosine of two occurrences of one form (self-similarity): 1 for a vector that no context moves.',
    values: measures.map(({ selfSimilarity: { raw } }) => raw ?? NaN), intervals: null, against: measures.map(({ anisotropy }) => anisotropy ?? NaN), againstName: pair,
  }, {
    id: 'explained', name: 'One vector explains', meaning: 'Share of the variance of a form’s occurrences that a single vector can explain at most.',
    values: measures.map(({ explained: { raw } }) => raw ?? NaN), intervals: null, against: null, againstName: '',
  });
  return lanes.filter(({ values }) => values.some((value) => !Number.isNaN(value)));
}

/** Where a lane is highest. */
export interface Peak {
  readonly best: number;
  /** Layers around the best one that its interval does not tell from it, itself included. */
  readonly from: number;
  readonly to: number;
  readonly interval: Interval;
}

/** Null for lanes without intervals, or of one layer. */
export function peakOf({ values, intervals }: LayerLane): Peak | null {
  if (values.length < 2 || intervals === null) return null;
  const best = values.indexOf(Math.max(...values));
  const interval = intervals[best] as Interval;
  const isAlike = (layer: number): boolean => (values[layer] ?? NaN) >= interval[0];
  let [from, to] = [best, best];
  while (isAlike(from - 1)) from--;
  while (isAlike(to + 1)) to++;
  return { best, from, to, interval };
}

/**
 * Where a lane is highest, said no more firmly than its intervals allow: "highest at layer 3: 0.76 (0.69 to 0.82)", or "flat from 2 to 5" where the
 * highest layer's interval holds its neighbours' values. Null for lanes without intervals.
 */
export function peakText(lane: LayerLane): string | null {
  const { values } = lane;
  const peak = peakOf(lane);
  if (peak === null) return null;
  const { best, from, to, interval: [low, high] } = peak;
  const value = (values[best] ?? 0).toFixed(2);
  if (from === to) return `highest at layer ${best}: ${value} (${low.toFixed(2)} to ${high.toFixed(2)})`;
  return from === 0 && to === values.length - 1 ? `flat: no layer stands out (${value} at layer ${best})` : `flat from layer ${from} to ${to} (${value} at layer ${best})`;
}

/** A fall smaller than this is not worth a word. */
const LEAST_FALL = 0.05;

/** What a lane is marked with on the deck, and at which layer: the sense's peak, or how far the form yields from its highest to the last layer. Null: nothing. */
export function markOf(lane: LayerLane): { readonly text: string; readonly layer: number } | null {
  const peak = peakOf(lane);
  if (peak !== null) {
    const { best, from, to } = peak;
    return { layer: best, text: from === to ? `peaks at ${best}` : from === 0 && to === lane.values.length - 1 ? 'flat' : `flat from ${from} to ${to}` };
  }
  const last = lane.values.length - 1;
  const highest = Math.max(...lane.values.filter((value) => !Number.isNaN(value)));
  const end = lane.values[last] ?? NaN;
  return lane.id === 'form' && highest - end > LEAST_FALL ? { layer: last, text: `yields: ${highest.toFixed(2)} to ${end.toFixed(2)}` } : null;
}
