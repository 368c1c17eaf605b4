import type { SentenceSet } from '@contract/occurrence';

interface Track {
  /** The oldest first. */
  readonly past: readonly SentenceSet[];
  /** The one that was undone last stands last. */
  readonly future: readonly SentenceSet[];
}

const NONE: Track = { past: [], future: [] };
const N_MOST = 100;

/** What a set was before each of its edits, by its id. Sets share what did not change, so that a hundred of them take little more than one. */
export class SetHistory {
  private readonly tracks = new Map<string, Track>();

  /** `before` has been edited: there is nothing to redo any more. */
  record(before: SentenceSet): void {
    const { past } = this.of(before.id);
    this.tracks.set(before.id, { past: [...past, before].slice(-N_MOST), future: [] });
  }

  /** What undoing would bring back; null: nothing. */
  earlier(id: string): SentenceSet | null {
    return this.of(id).past.at(-1) ?? null;
  }

  /** What redoing would bring back; null: nothing. */
  later(id: string): SentenceSet | null {
    return this.of(id).future.at(-1) ?? null;
  }

  /** {@link earlier} has taken the place of `now`. */
  undone(now: SentenceSet): void {
    const { past, future } = this.of(now.id);
    this.tracks.set(now.id, { past: past.slice(0, -1), future: [...future, now] });
  }

  /** {@link later} has taken the place of `now`. */
  redone(now: SentenceSet): void {
    const { past, future } = this.of(now.id);
    this.tracks.set(now.id, { past: [...past, now], future: future.slice(0, -1) });
  }

  private of(id: string): Track {
    return this.tracks.get(id) ?? NONE;
  }
}

export const setHistory = new SetHistory();
