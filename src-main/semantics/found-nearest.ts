/** The nearest of every row so far. Pairs come in ascending order of either member, so that "greater than" leaves a tie with the smaller row. */
export class FoundNearest {
  readonly any: Int32Array;
  readonly labelled: Int32Array;
  private readonly bestAny: Float64Array;
  private readonly bestLabelled: Float64Array;

  constructor(n: number, private readonly isVoter: readonly boolean[]) {
    [this.any, this.labelled] = [new Int32Array(n).fill(-1), new Int32Array(n).fill(-1)];
    [this.bestAny, this.bestLabelled] = [new Float64Array(n).fill(-Infinity), new Float64Array(n).fill(-Infinity)];
  }

  /**
   * Whether a pair whose cosine is at most `cosine` may make j the nearest of i.
   * @param firsts of every row: the first row that is equal to it, which has the same cosines
   */
  mayTake(i: number, j: number, cosine: number, firsts: Int32Array): boolean {
    const areEqual = (other: number): boolean => other >= 0 && firsts[j] === firsts[other];
    return (cosine > (this.bestAny[i] as number) && !areEqual(this.any[i] as number))
      || (cosine > (this.bestLabelled[i] as number) && this.isVoter[j] === true && !areEqual(this.labelled[i] as number));
  }

  consider(i: number, j: number, cosine: number): void {
    if (cosine > (this.bestAny[i] as number)) { this.bestAny[i] = cosine; this.any[i] = j; }
    if (this.isVoter[j] === true && cosine > (this.bestLabelled[i] as number)) { this.bestLabelled[i] = cosine; this.labelled[i] = j; }
  }
}
