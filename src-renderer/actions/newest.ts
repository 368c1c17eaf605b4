/** One piece of work at a time: a newer one takes the place of the older, which is told by its signal. */
export class Newest {
  private controller: AbortController | null = null;

  /** @param onOver called when work has ended or was given up and none has taken its place */
  constructor(private readonly onOver: () => void) {}

  /**
   * Gives up what is under way, then runs `work`, whose `isNewest` is false from the moment it is given up.
   * @throws what the work throws
   */
  async run<T>(work: (signal: AbortSignal, isNewest: () => boolean) => Promise<T>): Promise<T> {
    this.controller?.abort();
    const own = this.controller = new AbortController();
    try {
      return await work(own.signal, () => this.controller === own);
    } finally {
      if (this.controller === own) this.end();
    }
  }

  /** Gives up what is under way, at once: nobody waits for it to end. */
  cancel(): void {
    this.controller?.abort();
    this.end();
  }

  private end(): void {
    this.controller = null;
    this.onOver();
  }
}
