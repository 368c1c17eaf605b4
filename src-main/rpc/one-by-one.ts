import { Failure } from '@contract/failure';

export interface Turn {
  readonly signal?: AbortSignal | undefined;
  /** Goes before what waits, not before what runs. */
  readonly isUrgent?: boolean;
}

interface Piece {
  readonly start: () => Promise<unknown>;
  readonly reject: (error: Failure) => void;
}

/** Runs one piece of work after the other. A piece that is aborted is rejected at once; one that runs already keeps its turn until it has ended. */
export class OneByOne {
  private running: Piece | null = null;
  private queue: Piece[] = [];

  /** @param cancelled what is said of aborted pieces */
  constructor(private readonly cancelled: string) {}

  /** @throws Failure `cancelled`; as the work does */
  run<T>(work: () => Promise<T>, { signal, isUrgent = false }: Turn = {}): Promise<T> {
    if (signal?.aborted === true) return Promise.reject(this.failure());
    return new Promise<T>((resolve, reject) => {
      const abort = (): void => {
        this.queue = this.queue.filter((other) => other !== piece);
        reject(this.failure());
      };
      const piece: Piece = {
        reject,
        // Begins at once, and takes an error that comes before the promise, too.
        start: () => (async () => work())().then(resolve, reject).finally(() => { signal?.removeEventListener('abort', abort); }),
      };
      signal?.addEventListener('abort', abort, { once: true });
      if (isUrgent) this.queue.unshift(piece);
      else this.queue.push(piece);
      this.startNext();
    });
  }

  /** Rejects what runs and what waits. */
  clear(): void {
    const pieces = [...(this.running === null ? [] : [this.running]), ...this.queue];
    this.queue = [];
    for (const { reject } of pieces) reject(this.failure());
  }

  private startNext(): void {
    const next = this.running === null ? this.queue.shift() : undefined;
    if (next === undefined) return;
    this.running = next;
    void next.start().then(() => {
      this.running = null;
      this.startNext();
    });
  }

  private failure(): Failure {
    return new Failure('cancelled', this.cancelled);
  }
}
