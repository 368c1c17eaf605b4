import { LEAST_OCCURRENCES } from '../claims/measure';

/** Whether layers can be told apart by so many occurrences. */
export const areEnough = (nOccurrences: number): boolean => nOccurrences >= LEAST_OCCURRENCES;

/**
 * The layer whose nearest neighbours agree best on the senses, the lowest of equals; layer 0 knows no context, so it is none. Null where no senses are known or too few occurrences to say so.
 * @param recall macro 1-NN sense recall per layer
 */
export function bestLayer(recall: readonly number[] | null, nOccurrences: number): number | null {
  if (recall === null || recall.length < 2 || !areEnough(nOccurrences)) return null;
  return recall.indexOf(Math.max(...recall.slice(1)), 1);
}
