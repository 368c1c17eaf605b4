import { CLAIM_SENTENCES } from './textbook';
import { TIE, layerVerdictOf, type Claim, type Measured, type Outcome, type SentenceClaim, type WholeVerdict } from './claim';

/** Cosine distances of the claims' sentences at every layer: `at(layer, i, j)`, i and j being places in {@link CLAIM_SENTENCES}; NaN without a vector. */
export interface ClaimDistances {
  readonly modelName: string;
  readonly nLayers: number;
  readonly isStatic: boolean;
  readonly at: (layer: number, i: number, j: number) => number;
}

/** What is known of the set that is open, at every layer. */
export interface SetRecord {
  readonly modelName: string;
  readonly nLayers: number;
  /** Macro 1-NN sense recall; null without senses. */
  readonly recall: readonly number[] | null;
  /** How often the nearest occurrence has the same form; null for a set of one form. */
  readonly form: readonly number[] | null;
  readonly nOccurrences: number;
}

/** Below so many occurrences a set says nothing about layers: one neighbour more or less decides. */
export const LEAST_OCCURRENCES = 20;

/** Two vectors of less than this distance are one. */
const SAME = 1e-6;

const layersOf = <T>(nLayers: number, value: (layer: number) => T): readonly T[] => Array.from({ length: nLayers }, (_, layer) => value(layer));

function placesOf(claim: SentenceClaim): readonly number[] {
  return claim.sentences.map(({ letter }) => CLAIM_SENTENCES.findIndex((known) => known.letter === letter));
}

/** Distances of all pairs of a claim's sentences at a layer. */
export function pairDistances(claim: SentenceClaim, { at }: Pick<ClaimDistances, 'at'>, layer: number): readonly number[] {
  const places = placesOf(claim);
  return places.flatMap((i, a) => places.slice(a + 1).map((j) => at(layer, i, j)));
}

/** How many different vectors a claim's sentences have at a layer. */
export function nVectors(claim: SentenceClaim, { at }: Pick<ClaimDistances, 'at'>, layer: number): number {
  const places = placesOf(claim);
  return places.filter((i, a) => !places.slice(0, a).some((j) => at(layer, i, j) < SAME)).length;
}

/** What a model makes of a claim about sentences. */
export function judgeSentences(claim: SentenceClaim, distances: ClaimDistances): Outcome {
  const { modelName, nLayers } = distances;
  if (layersOf(nLayers, (layer) => pairDistances(claim, distances, layer)).some((layer) => layer.some(Number.isNaN)))
    return { kind: 'untested', why: `${modelName} has no vector for one of its words` };
  const measured: Measured = { modelName, nLayers, sides: sidesOf(claim, distances) };
  return { kind: 'by-layer', measured, verdict: layerVerdictOf(measured) };
}

function sidesOf(claim: SentenceClaim, { nLayers, at }: ClaimDistances): Measured['sides'] {
  const places = placesOf(claim);
  if (claim.measure === 'distances') {
    const pair = ([a, b]: readonly [number, number]): readonly number[] => layersOf(nLayers, (layer) => at(layer, places[a] ?? -1, places[b] ?? -1));
    return [pair(claim.nearer), pair(claim.farther)];
  }
  // Whole numbers that are to be equal: no difference is less than a half.
  const wanted = claim.wanted === 'all' ? places.length : 1;
  return [layersOf(nLayers, (layer) => Math.abs(nVectors(claim, { at }, layer) - wanted)), layersOf(nLayers, () => 0.5)];
}

/** The layer with the best recall above layer 0, which has no context; -1 where there is none above it. */
export const bestContextLayer = (recall: readonly number[]): number => recall.indexOf(Math.max(...recall.slice(1)), 1);

/** What the open set makes of a claim about layers. */
export function judgeLayers({ measure }: Claim, { modelName, nLayers, recall, form, nOccurrences }: SetRecord): Outcome {
  const untested = (why: string): Outcome => ({ kind: 'untested', why });
  const whole = (verdict: WholeVerdict): Outcome => ({ kind: 'whole', verdict });
  if (nLayers === 1) return untested(`${modelName} has one layer`);
  if (recall === null) return untested('this set has no two senses');
  if (nOccurrences < LEAST_OCCURRENCES) return untested(`this set has ${nOccurrences} occurrences; ${LEAST_OCCURRENCES} are needed`);
  const last = nLayers - 1;
  const best = bestContextLayer(recall);
  const [atBest, atLast, at0] = [recall[best] ?? 0, recall[last] ?? 0, recall[0] ?? 0];
  if (measure === 'last-is-not-best') {
    const holds = best !== last && atBest - atLast > TIE;
    return whole({ holds, figures: holds ? `layer ${best} beats ${last}: ${shareText(atBest)} against ${shareText(atLast)}` : `no layer beats the last, ${last}: ${shareText(atLast)}` });
  }
  if (form === null) return untested('this set has one word form');
  const [low, top] = [form[0] ?? 0, form[last] ?? 0];
  return whole({ holds: low - top > TIE && atBest - at0 > TIE, figures: `form ${shareText(low)} to ${shareText(top)}, sense ${shareText(at0)} to ${shareText(atBest)} (layer ${best})` });
}

/** Accuracies drop the leading zero. */
/** ".87", and "1.00" where it is all: shares drop the leading zero. */
export const shareText = (share: number): string => share.toFixed(2).replace(/^0(?=\.)/, '');
