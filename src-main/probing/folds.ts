import { mulberry32, shuffle } from '@contract/prng';

/**
 * Which fold each row is tested in, 0…nFolds − 1: groups stay whole (the occurrences of one sentence), and every fold has about its share of
 * every label. Groups come in a random order that the seed fixes, the large ones first; each goes to the fold that has the fewest of its labels so far.
 */
export function stratifiedFolds(labels: readonly string[], groups: ArrayLike<number>, nFolds: number, seed: number): Int32Array {
  const byGroup = new Map<number, number[]>();
  labels.forEach((_, row) => { byGroup.set(groups[row] as number, [...byGroup.get(groups[row] as number) ?? [], row]); });
  const order = shuffle([...byGroup.keys()], mulberry32(seed)).sort((a, b) => (byGroup.get(b)?.length ?? 0) - (byGroup.get(a)?.length ?? 0));
  const counts = Array.from({ length: nFolds }, () => new Map<string, number>());
  const sizes = new Array<number>(nFolds).fill(0);
  const foldOf = new Int32Array(labels.length);
  for (const group of order) {
    const rows = byGroup.get(group) ?? [];
    const load = (fold: number): number => rows.reduce((sum, row) => sum + (counts[fold]?.get(labels[row] as string) ?? 0), 0);
    let best = 0;
    for (let fold = 1; fold < nFolds; fold++) {
      const [more, less] = [load(fold), load(best)];
      if (more < less || (more === less && (sizes[fold] as number) < (sizes[best] as number))) best = fold;
    }
    for (const row of rows) {
      const label = labels[row] as string;
      foldOf[row] = best;
      counts[best]?.set(label, (counts[best]?.get(label) ?? 0) + 1);
      sizes[best] = (sizes[best] as number) + 1;
    }
  }
  return foldOf;
}
