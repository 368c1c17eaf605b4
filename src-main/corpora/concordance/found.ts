import type { WordTarget } from '../row-targets';

/** Finds the target in one sentence after another. */
export interface Finder {
  /** False only where {@link Finder.find} finds nothing in any part of the text; much faster. */
  readonly mayBeIn: (text: string) => boolean;
  /** From left to right, without overlaps. */
  readonly find: (sentence: string) => readonly WordTarget[];
}
