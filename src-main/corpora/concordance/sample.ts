import { Failure } from '@contract/failure';
import { mulberry32, randomBelow, type Random } from '@contract/prng';
import type { Occurrence } from '@contract/occurrence';

/** UTF-16 code units of all sentences of a sample together: some 100 MB. */
const MAX_SAMPLE_CHARS = 50_000_000;

interface Drawn {
  readonly order: number;
  readonly occurrence: Occurrence;
}

/**
 * At most so many of a stream of occurrences, each with the same chance, without knowing how many will come: reservoir sampling (algorithm R of Alan Waterman, in
 * Knuth, The Art of Computer Programming, volume 2, section 3.4.2, and Vitter 1985). The same seed and stream give the same sample.
 */
export class Sample {
  private readonly drawn: Drawn[] = [];
  private readonly random: Random;
  private nSeenSoFar = 0;
  private nChars = 0;

  constructor(private readonly nMost: number, seed: number) {
    this.random = mulberry32(seed);
  }

  get nSeen(): number {
    return this.nSeenSoFar;
  }

  /** @param occurrence made only where it is drawn @throws Failure `too-large` where the sentences of the sample take too much memory */
  add(occurrence: () => Occurrence): void {
    const order = this.nSeenSoFar++;
    const at = order < this.nMost ? order : randomBelow(this.random, order + 1);
    if (at >= this.nMost) return;
    const made = occurrence();
    // A copy: a part of a string keeps all of it in memory.
    const drawn = { order, occurrence: { ...made, text: Buffer.from(made.text).toString() } };
    this.nChars += made.text.length - (this.drawn[at]?.occurrence.text.length ?? 0);
    this.drawn[at] = drawn;
    if (this.nChars > MAX_SAMPLE_CHARS) {
      throw new Failure('too-large', `${this.drawn.length.toLocaleString('en-GB')} sentences of these texts have more than ${(MAX_SAMPLE_CHARS / 1e6).toLocaleString('en-GB')} million characters, which is the limit of a sample. Ask for fewer.`);
    }
  }

  /** In the order in which they came. */
  occurrences(): readonly Occurrence[] {
    return [...this.drawn].sort((a, b) => a.order - b.order).map(({ occurrence }) => occurrence);
  }
}
