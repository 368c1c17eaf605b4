/**
 * A number per sentence, so that occurrences of one sentence can be told: equal texts get equal numbers, in order of appearance.
 */
export function sentenceIds(texts: readonly string[]): Int32Array {
  const ids = new Map<string, number>();
  return Int32Array.from(texts, (text) => {
    const id = ids.get(text) ?? ids.size;
    ids.set(text, id);
    return id;
  });
}
