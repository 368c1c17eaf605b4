import { Failure } from '../failure';
import { integer, list, nullable, number, oneOf, record, union, type Guard } from '../guards';
import type { ModelCard } from '../model-card';

/** `forward`: the first half of the dimensions, that of the left-to-right reader; `backward`: the second half, the right-to-left one. At layer 0 of ELMo both hold the same token vector. */
export const HALVES = ['both', 'forward', 'backward'] as const;
export type Half = (typeof HALVES)[number];

/** `γ · Σⱼ softmax(s)ⱼ hⱼ` (ELMo, Peters et al. 2018, eq. 1). */
export interface SumMix {
  readonly kind: 'sum';
  /** sⱼ, one a layer; null: the layer takes no part. One at least does. */
  readonly scores: readonly (number | null)[];
  readonly gamma: number;
  readonly half: Half;
}

/** Layers one behind another, in this order; each at most once. */
export interface ConcatMix {
  readonly kind: 'concat';
  readonly layers: readonly number[];
  readonly half: Half;
}

/** All layers of a model as one vector. Only vectors of two readers have halves: {@link hasHalves}. */
export type LayerMix = SumMix | ConcatMix;

/** Scores lie in −LARGEST_SCORE…LARGEST_SCORE: a layer at one end and another at the other are 1 to 22,000. */
export const LARGEST_SCORE = 5;
export const GAMMA_RANGE = [0.1, 10] as const;
const MOST_LAYERS = 1_001;
/** Vectors of more layers one behind another would be too wide to compare. */
const MOST_CONCATENATED = 16;

const sum: Guard<LayerMix> = (value, where) => {
  const mix = record({ kind: oneOf(['sum']), scores: list(nullable(number(-LARGEST_SCORE, LARGEST_SCORE)), MOST_LAYERS, 1), gamma: number(...GAMMA_RANGE), half: oneOf(HALVES) })(value, where);
  if (mix.scores.some((score) => score !== null)) return mix;
  throw new Failure('bad-request', `The message was refused: ${where}.scores must have a score for one layer or more.`);
};

const concat: Guard<LayerMix> = (value, where) => {
  const mix = record({ kind: oneOf(['concat']), layers: list(integer(0, MOST_LAYERS - 1), MOST_CONCATENATED, 1), half: oneOf(HALVES) })(value, where);
  if (new Set(mix.layers).size === mix.layers.length) return mix;
  throw new Failure('bad-request', `The message was refused: ${where}.layers must name each layer once.`);
};

export const layerMix: Guard<LayerMix> = union('kind', { sum, concat });

/** Whether a vector is that of a forward reader and, behind it, that of a backward one. */
export const hasHalves = ({ kind, recurrent }: Pick<ModelCard, 'kind' | 'recurrent'>): boolean => kind === 'elmo' || recurrent?.reads === 'both';

/** Two layers of a sum that are not equally wide, so that adding them would mean nothing; null where there are none. Side by side layers of any width may stand. */
export function unequalLayers(mix: LayerMix, widths: readonly number[] | undefined): readonly [number, number] | null {
  const [first = 0, ...others] = layersOfMix(mix);
  const other = mix.kind === 'concat' ? undefined : others.find((layer) => widths?.[layer] !== widths?.[first]);
  return other === undefined ? null : [first, other];
}

/** The layers that take part, in their order. */
export const layersOfMix = (mix: LayerMix): readonly number[] => (mix.kind === 'concat' ? mix.layers : mix.scores.flatMap((score, layer) => (score === null ? [] : [layer])));

export const isSameMix = (a: LayerMix | null, b: LayerMix | null): boolean => a === b || mixText(a) === mixText(b);

/** The same for equal mixes, whatever the order of their fields. */
export function mixText(mix: LayerMix | null): string {
  return JSON.stringify(mix === null ? null : mix.kind === 'sum' ? [mix.kind, mix.half, mix.gamma, mix.scores] : [mix.kind, mix.half, mix.layers]);
}
