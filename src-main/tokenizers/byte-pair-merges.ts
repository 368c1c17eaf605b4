/** Learnt merges: two adjacent pieces become one; of all that are possible the earliest learnt goes first, from the left. */
export class BytePairMerges {
  /** pair → place in the list of merges */
  readonly #ranks = new Map<number, number>();
  readonly #merged: number[] = [];

  /** @param nIds ids are below this; at most 2^26 */
  constructor(private readonly nIds: number) {}

  /** Adds the merge that comes next; a pair that stood before moves to the new place. */
  add(left: number, right: number, merged: number): void {
    this.#ranks.set(left * this.nIds + right, this.#merged.length);
    this.#merged.push(merged);
  }

  /**
   * Applies the merges to a word, in place and in n log n steps (a heap of possible merges over a linked list).
   * @param ids the word's symbols
   * @param lengths their lengths, added up where symbols merge
   */
  apply(ids: number[], lengths: number[]): void {
    const n = ids.length;
    if (n < 2) return;
    const next = new Int32Array(n);
    const previous = new Int32Array(n);
    const heap = new NumberHeap();
    const offer = (left: number, right: number): void => {
      const rank = this.#ranks.get((ids[left] as number) * this.nIds + (ids[right] as number));
      // Rank first, then position: one number orders both. Words have fewer than 2^29 symbols, vocabularies fewer than 2^24 merges.
      if (rank !== undefined) heap.push(rank * 0x20000000 + left);
    };
    for (let i = 0; i < n; i += 1) {
      previous[i] = i - 1;
      next[i] = i + 1 < n ? i + 1 : -1;
      if (i + 1 < n) offer(i, i + 1);
    }
    for (let top = heap.pop(); top !== undefined; top = heap.pop()) {
      const rank = Math.floor(top / 0x20000000);
      const left = top % 0x20000000;
      const right = next[left] as number;
      if ((lengths[left] as number) === 0 || right < 0) continue;
      // The pair may have changed since it was offered.
      const current = this.#ranks.get((ids[left] as number) * this.nIds + (ids[right] as number));
      if (current === undefined || this.#merged[current] !== this.#merged[rank]) continue;
      ids[left] = this.#merged[rank] as number;
      lengths[left] = (lengths[left] as number) + (lengths[right] as number);
      lengths[right] = 0;
      const after = next[right] as number;
      next[left] = after;
      if (after >= 0) previous[after] = left;
      const before = previous[left] as number;
      if (before >= 0) offer(before, left);
      if (after >= 0) offer(left, after);
    }
    let kept = 0;
    for (let i = 0; i < n; i += 1) {
      if (lengths[i] === 0) continue;
      ids[kept] = ids[i] as number;
      lengths[kept] = lengths[i] as number;
      kept += 1;
    }
    ids.length = kept;
    lengths.length = kept;
  }
}

/** A binary heap with the smallest number on top. */
class NumberHeap {
  readonly #items: number[] = [];

  push(value: number): void {
    const items = this.#items;
    let at = items.length;
    items.push(value);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent] as number;
      if (above <= value) break;
      items[at] = above;
      at = parent;
    }
    items[at] = value;
  }

  pop(): number | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let at = 0;
    for (let child = 1; child < items.length; child = 2 * at + 1) {
      if (child + 1 < items.length && (items[child + 1] as number) < (items[child] as number)) child += 1;
      const below = items[child] as number;
      if (below >= last) break;
      items[at] = below;
      at = child;
    }
    items[at] = last;
    return top;
  }
}
