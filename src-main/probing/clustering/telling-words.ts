/** A pseudo-count of a tenth of a word a text: strong enough that a word of one text tells nothing. */
const PRIOR_SHARE = 0.1;
const FEWEST_TEXTS = 2;

/**
 * The words that a cluster's sentences have and the others have not: log-odds with an informative Dirichlet prior, as z-scores (Monroe, Colaresi & Quinn 2008,
 * equation 22), counted once a sentence.
 * @param texts words of every row's sentence, letters small, the target and function words left out
 * @param clusters of every row from 0; rows in none (−1) are others to every cluster
 * @returns by cluster, the most telling first; none where there are no others
 */
export function tellingWords(texts: readonly (readonly string[])[], clusters: ArrayLike<number>, nWords: number): string[][] {
  const nClusters = Math.max(-1, ...Array.from(clusters)) + 1;
  const counts = Array.from({ length: nClusters }, () => new Map<string, number>());
  const all = new Map<string, number>();
  texts.forEach((words, row) => {
    for (const word of new Set(words)) {
      const own = counts[clusters[row] as number];
      own?.set(word, (own.get(word) ?? 0) + 1);
      all.set(word, (all.get(word) ?? 0) + 1);
    }
  });
  const total = sumOf(all);
  return counts.map((own) => {
    const nOwn = sumOf(own);
    if (nOwn === total) return [];
    const prior = PRIOR_SHARE * total;
    const scored = [...own].filter(([, n]) => n >= FEWEST_TEXTS).map(([word, n]) => {
      const alpha = (prior * (all.get(word) ?? 0)) / total;
      const other = (all.get(word) ?? 0) - n;
      const odds = Math.log((n + alpha) / (nOwn + prior - n - alpha)) - Math.log((other + alpha) / (total - nOwn + prior - other - alpha));
      return { word, z: odds / Math.sqrt(1 / (n + alpha) + 1 / (other + alpha)) };
    });
    return scored.filter(({ z }) => z > 0).sort((a, b) => b.z - a.z || (a.word < b.word ? -1 : 1)).slice(0, nWords).map(({ word }) => word);
  });
}

const sumOf = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0);
