import { layer, row } from '../channels/fields';
import { bool, integer, list, nullable, number, oneOf, record, text } from '../guards';
import { CLUSTERINGS } from '../layers/induced-senses';
import { LIMITS } from '../limits';
import { fields } from './saved-fields';

const words = text(LIMITS.sentenceLength);
const share = number(0, 1);
const { finite } = fields;

const clusterScores = { ari: number(-1, 1), homogeneity: share, completeness: share, vMeasure: share } as const;
const count = integer(0, LIMITS.nOccurrences);

/** Clusters that were found in the set on screen; plain lists, since what changes beside the picture is kept as text. */
export const savedFound = record({
  key: text(400, 1), layer, where: words, method: oneOf(CLUSTERINGS), isAutomatic: bool, silhouette: nullable(number(-1, 1)), nTried: count, isChanged: bool,
  clusterOf: list(count, LIMITS.nOccurrences), clusters: list(record({ id: integer(1, LIMITS.nOccurrences), words: list(words, 1_000), given: nullable(words) }), LIMITS.nOccurrences),
  scores: nullable(record({ ...clusterScores, n: count, nLoose: count, nSenses: count, chance: record(clusterScores) })),
});

const group = record({ name: words, rows: list(row, LIMITS.nOccurrences), category: integer(1, 8) });

/** The axis between two groups of the set on screen. `values`: a cosine a row, null for rows without a vector. */
export const savedDirection = record({
  key: text(400, 1), layer, where: words, from: group, to: group, columnId: nullable(words), isByVectors: bool, values: list(nullable(finite), LIMITS.nOccurrences),
  test: nullable(record({ auc: share, random: record({ mean: share, high: share, n: count }), nFolds: integer(2, 100) })),
});

export type SavedFound = ReturnType<typeof savedFound>;
export type SavedDirection = ReturnType<typeof savedDirection>;
