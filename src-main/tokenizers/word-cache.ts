/** What was worked out for a word, kept for the next time it stands in a text; bounded in number and in word length. */
export class WordCache<T> {
  readonly #entries = new Map<string, T>();

  constructor(readonly maxEntries = 50_000, readonly maxWordLength = 128) {}

  get(word: string, compute: (word: string) => T): T {
    const known = this.#entries.get(word);
    if (known !== undefined) return known;
    const value = compute(word);
    if (word.length <= this.maxWordLength) {
      // Everything goes at once: the frequent words are back after a few sentences, and no order need be kept.
      if (this.#entries.size >= this.maxEntries) this.#entries.clear();
      this.#entries.set(word, value);
    }
    return value;
  }
}
