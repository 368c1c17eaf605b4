/** Keeps what is told to others down to what anybody can read. */
export class Pace {
  private last = -Infinity;

  constructor(private readonly minMs: number) {}

  /** Whether something may be told now. @param isCertain it is told in any case, as what ends a stage is */
  isDue(isCertain = false): boolean {
    const now = performance.now();
    if (!isCertain && now - this.last < this.minMs) return false;
    this.last = now;
    return true;
  }
}
