import { LEAST_OCCURRENCES } from '../claims/measure';

/**
 * The layer whose nearest neighbours agree best on the senses, the lowest of equals; layer 0 knows no context, so it is none. Null where no senses are known or too few occurrences to say so.
 * @param recall macro 1-NN sense recall per layer
 */
export function bestLayer(recall: readonly number[] | null, nOccurrences: number): number | null {
  if (recall === null || recall.length < 2 || nOccurrences < LEAST_OCCURRENCES) return null;
  return recall.indexOf(Math.max(...recall.slice(1)), 1);
}
