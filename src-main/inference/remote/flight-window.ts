/** So many batches at once at most. */
export const MOST_IN_FLIGHT = 32;
const FIRST = 1;
/** Batches that may wait at the server: with fewer it has time to spare, with more they only wait. */
const [FEWEST_WAITING, MOST_WAITING] = [1, 3];

/**
 * How many batches are on their way to a server at once, by what they take: as TCP Vegas sets its window (Brakmo and Peterson 1995, section 3.2). Of `w` batches in
 * flight that take `t` each where one alone took `least`, w · (1 − least / t) wait.
 */
export class FlightWindow {
  private window: number;
  private least = Infinity;
  private mostRows = 0;
  private nSince = 0;
  /** Twice as many a round until some wait for the first time. */
  private isStarting = true;

  /** @param fixed so many at once, whatever they take; null: as many as serve */
  constructor(private readonly fixed: number | null = null) {
    this.window = fixed ?? FIRST;
  }

  get size(): number {
    return this.window;
  }

  /** A batch of so many rows, padding included, is back. */
  answered(nRows: number, ms: number): void {
    this.mostRows = Math.max(this.mostRows, nRows);
    // What a small batch takes is the way to the server and back.
    if (this.fixed !== null || nRows < this.mostRows / 2) return;
    const each = ms / nRows;
    this.least = Math.min(this.least, each);
    if (++this.nSince < this.window) return;
    this.nSince = 0;
    const nWaiting = this.window * (1 - this.least / each);
    this.isStarting &&= nWaiting < FEWEST_WAITING;
    if (nWaiting < FEWEST_WAITING) this.window = Math.min(MOST_IN_FLIGHT, this.isStarting ? 2 * this.window : this.window + 1);
    else if (nWaiting > MOST_WAITING) this.window = Math.max(1, this.window - 1);
  }
}
