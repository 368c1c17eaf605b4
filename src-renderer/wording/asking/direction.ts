import { directionName, type FoundDirection } from '../../sets/direction';
import { counted } from '../captions';

/** What is true of any axis. */
export const ANY_TWO = 'Any two groups have an axis between them: the difference of their mean unit vectors. What counts is whether it tells sentences apart that it was not made of.';

const BY_VECTORS = 'Groups that were chosen by their vectors, as clusters or on the map, are told apart by any such axis.';

/** "money → river edge in layer 6 of MiniLM L6, of 47 and 38 occurrences." */
export const madeLine = (direction: FoundDirection): string => `${directionName(direction)} in ${direction.where}, made of ${direction.from.rows.length.toLocaleString('en')} and ${counted(direction.to.rows.length, 'occurrence')}.`;

/** How well the axis tells others apart, beside groups drawn at random. */
export function testLine({ test, isByVectors }: Pick<FoundDirection, 'test' | 'isByVectors'>): string {
  if (test === null) return 'A group has one sentence alone: whether the axis tells others apart cannot be tested.';
  const { auc, random, nFolds } = test;
  const said = `Of pairs with one occurrence of each group, in sentences it was not made of, it puts ${shareOf(auc)} in the order of their groups (AUC ${auc.toFixed(2)}, ${nFolds} folds by sentence); ${random.n} draws of random groups get ${random.mean.toFixed(2)} on average, 95 of 100 at most ${random.high.toFixed(2)}.`;
  const chance = auc <= random.high ? ' That is no more than chance: the axis says nothing of other sentences.' : '';
  return `${said}${chance}${isByVectors ? ` ${BY_VECTORS}` : ''}`;
}

/** Never rounded up to all. */
const shareOf = (auc: number): string => (auc === 1 ? 'all' : `${Math.floor(auc * 100)} of 100`);

/** A place on the axis. */
export const placeText = (value: number): string => value.toFixed(2).replace('-', '\u2212');
