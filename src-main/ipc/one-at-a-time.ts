import { Failure } from '@contract/failure';

const nMostWaiting = 8;

/** Runs pieces of work one after the other, so that many requests at once cost no more memory than one. */
export class OneAtATime {
  private last: Promise<unknown> = Promise.resolve();
  private nUnfinished = 0;

  /** @param refusal said when too many wait already */
  constructor(private readonly refusal: string) {}

  /** @throws Failure `bad-request` when too many wait already, and what `work` throws. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.nUnfinished > nMostWaiting) throw new Failure('bad-request', this.refusal);
    this.nUnfinished++;
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.nUnfinished--;
    }
  }
}
