import type { SenseContrast } from '@contract/embedding';
import type { NeighbourOverlap } from '@semantics/neighbour-overlap';
import { counted } from './captions';

/** What is known of a side of a comparison. */
export interface SideFacts {
  /** Different vectors among the occurrences. */
  readonly nVectors: number;
  readonly nOccurrences: number;
  readonly nMissing: number;
  /** At the layer shown; null where no two senses can be compared. */
  readonly contrast: SenseContrast | null;
  /** Mean distance of random pairs at the layer shown; null where nobody measured it. */
  readonly baseline: number | null;
  /** Macro 1-nearest-neighbour sense recall at the layer shown; null without senses. */
  readonly recall: number | null;
  /** See the contract's `MapQuality`; null where the map was not measured. */
  readonly trustworthiness: number | null;
}

export interface FigureRow {
  readonly id: 'vectors' | 'own' | 'other' | 'random' | 'recall' | 'map';
  readonly name: string;
  readonly left: string;
  readonly right: string;
  /** What the numbers mean, for whoever asks. */
  readonly explained: string;
}

const NONE = '–';
const two = (value: number | null | undefined): string => (value === null || value === undefined ? NONE : value.toFixed(2));
/** One vector for all has no nearest one: a recall of it would be that of the order of the sentences. */
const recallText = ({ recall, nVectors, nOccurrences, nMissing }: SideFacts): string => (nVectors === 1 && nOccurrences - nMissing > 1 ? 'none' : two(recall));

/** The two sides in figures, a row each. @param chance of guessing a sense; null without senses */
export function sideFigures(left: SideFacts, right: SideFacts, what: string, chance: number | null, randomPair: string): readonly FigureRow[] {
  const row = (id: FigureRow['id'], name: string, of: (side: SideFacts) => string, explained: string): FigureRow => ({ id, name, left: of(left), right: of(right), explained });
  return [
    row('vectors', `Vectors for ${what}`, ({ nVectors }) => nVectors.toLocaleString('en'), 'How many different vectors the occurrences have.'),
    row('own', 'Distance within a sense', ({ contrast }) => two(contrast?.own.mean), 'Mean cosine distance of two occurrences of one sense in different sentences.'),
    row('other', 'Distance across senses', ({ contrast }) => two(contrast?.other.mean), 'Mean cosine distance of two occurrences of different senses.'),
    row('random', randomPair.replace(/^t/u, 'T'), ({ baseline }) => two(baseline), 'Mean cosine distance of random pairs in this model and layer. Distances of two models are compared with this, not with each other.'),
    row('recall', `Sense recall${chance === null ? '' : `, chance ${chance.toFixed(2)}`}`, recallText, 'How often the nearest other occurrence has the same sense, averaged over the senses. None: with one vector there is no nearest.'),
    row('map', 'Trustworthiness of map', ({ trustworthiness }) => two(trustworthiness), 'How far what stands together in the map is near in the original space; 1 is best.'),
  ];
}

/** How far the two sides agree on who is near whom, in one line. */
export function overlapLine({ share, chance, k, nQueries }: NeighbourOverlap, nOccurrences: number): string {
  if (share === null) return k < 1 ? 'Too few occurrences to compare their neighbours.' : 'One side has too many equal vectors to say who is nearest.';
  const sample = nQueries < nOccurrences ? ` (${counted(nQueries, 'occurrence')})` : '';
  return `Of the ${k} nearest occurrences the two share ${share.toFixed(2)}, by chance ${chance.toFixed(2)}${sample}.`;
}

/** Why no line may be drawn from a vector of one model to that of another. @param isSameModel of two layers of one model */
export const sidesLine = (isSameModel: boolean): string => (isSameModel
  ? 'Two layers have a space each: a thread joins the same occurrence, its length means nothing.'
  : 'Two models have a space each, with axes that have nothing to do with one another: a thread joins the same occurrence, its length means nothing.');
