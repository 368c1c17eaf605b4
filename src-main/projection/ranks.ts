/** Answers, for one row at a time, how far down the order of distances some rows stand; allocates nothing per question. */
export class RankCounter {
  private readonly thresholds: Float64Array;
  private readonly rows: Int32Array;
  private readonly counts: Int32Array;
  private nTargets = 0;

  /** @param most targets in one question. */
  constructor(most: number) {
    this.thresholds = new Float64Array(most);
    this.rows = new Int32Array(most);
    this.counts = new Int32Array(most + 1);
  }

  /** Starts a question: no targets yet. */
  clear(): void {
    this.nTargets = 0;
    this.counts.fill(0);
  }

  /** A row whose rank is asked for, at `distance`. */
  add(row: number, distance: number): void {
    let slot = this.nTargets++;
    for (; slot > 0; slot--) {
      const before = this.thresholds[slot - 1] as number;
      if (before < distance || (before === distance && (this.rows[slot - 1] as number) < row)) break;
      this.thresholds[slot] = before;
      this.rows[slot] = this.rows[slot - 1] as number;
    }
    this.thresholds[slot] = distance;
    this.rows[slot] = row;
  }

  /**
   * Σ (rank − k) over the targets; a row's rank is 1 + the number of rows before it by (distance, row), `self` left out.
   * @param distances of all rows `0…distances.length − 1`.
   */
  excess(distances: Float32Array | Float64Array, self: number, k: number): number {
    const { nTargets, thresholds, rows, counts } = this;
    if (nTargets === 0) return 0;
    const farthest = thresholds[nTargets - 1] as number;
    for (let row = 0; row < distances.length; row++) {
      const distance = distances[row] as number;
      if (distance > farthest || row === self) continue;
      // counts[t]: rows that come before target t but not before the target below it.
      let target = 0, end = nTargets;
      while (target < end) {
        const middle = (target + end) >>> 1;
        const threshold = thresholds[middle] as number;
        if (distance < threshold || (distance === threshold && row < (rows[middle] as number))) end = middle;
        else target = middle + 1;
      }
      (counts[target] as number)++;
    }
    let before = 0, sum = 0;
    for (let target = 0; target < nTargets; target++) {
      before += counts[target] as number;
      sum += before + 1 - k;
    }
    return sum;
  }
}

/** Writes the nearest rows by (distance, row) into `found`, nearest first, `self` (−1: none) left out; there must be enough rows. */
export function nearestOf(distances: Float32Array | Float64Array, self: number, found: Int32Array): void {
  const count = found.length;
  let filled = 0, worst = Infinity;
  for (let row = 0; row < distances.length; row++) {
    const distance = distances[row] as number;
    // Rows come in ascending order: one as far as the last kept comes after it.
    if (distance >= worst || row === self) continue;
    let slot = filled < count ? filled++ : count - 1;
    for (; slot > 0 && (distances[found[slot - 1] as number] as number) > distance; slot--) found[slot] = found[slot - 1] as number;
    found[slot] = row;
    if (filled === count) worst = distances[found[count - 1] as number] as number;
  }
}
