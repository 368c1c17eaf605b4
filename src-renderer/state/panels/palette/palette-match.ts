/** One thing that can be done. */
export interface PaletteEntry {
  readonly id: string;
  /** Where it belongs: "Map", "Model". */
  readonly group: string;
  readonly says: string;
  /** Its shortcut, as the list of shortcuts shows it; empty for none. */
  readonly keys: string;
  readonly run: () => void;
}

const MOST_SHOWN = 60;
const WORD = /[\p{L}\p{N}]+/gu;
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');

/** How well one word of a query stands in a text: 3 begins it, 2 begins a word of it, 1 lies within, 0 not there. */
function wordScore(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  if (at === 0) return 3;
  return [...text.matchAll(WORD)].some((match) => match[0].startsWith(word)) ? 2 : 1;
}

/**
 * Entries in which every word of the query stands, in what they say or in their group: those first where the words begin what is said, then in their own order.
 * Case and accents make no difference. @returns at most 60; all of the first where the query is empty
 */
export function bestEntries(entries: readonly PaletteEntry[], query: string): readonly PaletteEntry[] {
  const words = fold(query).match(WORD) ?? (query.trim() === '' ? [] : [fold(query.trim())]);
  const scored = entries.flatMap((entry) => {
    const [says, group] = [fold(entry.says), fold(entry.group)];
    const scores = words.map((word) => Math.max(2 * wordScore(says, word), wordScore(group, word), words.length === 1 && fold(entry.keys) === word ? 6 : 0));
    return scores.includes(0) ? [] : [{ entry, score: scores.reduce((sum, score) => sum + score, 0) }];
  });
  // Sorting keeps the order of equals.
  return scored.sort((a, b) => b.score - a.score).slice(0, MOST_SHOWN).map(({ entry }) => entry);
}
