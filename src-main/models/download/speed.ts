/** How fast bytes have come in over the last seconds. */
export class SpeedMeter {
  private samples: { readonly atMs: number; readonly nBytes: number }[] = [];

  /** @param nowMs a clock that never goes back, milliseconds */
  constructor(private readonly nowMs: () => number = () => performance.now(), private readonly windowMs = 5_000) {}

  /** @param nBytes that are here in all. Fewer than before: something was begun anew, and the measuring too */
  add(nBytes: number): void {
    const atMs = this.nowMs();
    const last = this.samples.at(-1);
    if (last !== undefined && nBytes < last.nBytes) this.samples = [];
    // A sample every tenth of a second is enough.
    const { length } = this.samples;
    const beforeLast = this.samples[length - 2];
    if (beforeLast !== undefined && atMs - beforeLast.atMs < this.windowMs / 50) this.samples.pop();
    this.samples.push({ atMs, nBytes });
    while ((this.samples[1]?.atMs ?? Infinity) < atMs - this.windowMs) this.samples.shift();
  }

  /** Null until half a second has been measured. */
  bytesPerSecond(): number | null {
    const [first, last] = [this.samples[0], this.samples.at(-1)];
    if (first === undefined || last === undefined || last.atMs - first.atMs < 500) return null;
    return ((last.nBytes - first.nBytes) / (last.atMs - first.atMs)) * 1_000;
  }
}

/** Lets progress through at most ten times a second, and what must not be lost always. */
export class Throttle {
  private lastMs = -Infinity;

  constructor(private readonly nowMs: () => number = () => performance.now(), private readonly everyMs = 100) {}

  /** Whether this one is passed on. */
  passes(isImportant: boolean): boolean {
    const atMs = this.nowMs();
    if (!isImportant && atMs - this.lastMs < this.everyMs) return false;
    this.lastMs = atMs;
    return true;
  }
}
