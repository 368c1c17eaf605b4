import type { Accuracy } from '@contract/layers/layer-measures';
import { recallableLabels } from '@semantics/sense-recall';
import { accuracyOf } from './accuracy';

/**
 * Leave-one-out 1-nearest-neighbour labels: of every labelled row the label of its most similar labelled row from another sentence; equal similarities:
 * the smaller row wins. Null for rows without a label, and where there is no such row.
 * @param cosines row-major `[n, n]`
 */
export function nearestLabels(cosines: Float32Array, labels: readonly (string | null)[], sentences: ArrayLike<number>): (string | null)[] {
  const n = labels.length;
  return labels.map((label, row) => {
    if (label === null) return null;
    let [best, found] = [-Infinity, -1];
    for (let other = 0; other < n; other++) {
      const cosine = cosines[row * n + other] as number;
      if (labels[other] !== null && sentences[other] !== sentences[row] && cosine > best) [best, found] = [cosine, other];
    }
    return labels[found] ?? null;
  });
}

/** How often {@link nearestLabels} are right, of the labels that can be recalled at all (the rule of `senseRecall`). */
export function nearestAccuracy(cosines: Float32Array, labels: readonly (string | null)[], sentences: ArrayLike<number>): Accuracy | null {
  const recallable = recallableLabels(labels, sentences);
  return accuracyOf(labels, nearestLabels(cosines, labels, sentences), sentences, undefined, (label) => recallable.has(label));
}
