import type { SentenceSet } from '@contract/occurrence';
import type { RememberedLook, RememberedPage } from '@contract/remembered-page';

const nMostSets = 20;

/** Holds for the page what it must not lose if it crashes or is loaded again. It is handed out once after that, and to nobody else. */
export class PageMemory {
  private readonly sets = new Map<string, SentenceSet>();
  private look: RememberedLook | null = null;
  private ended: RememberedPage['reason'] | null = null;

  keepSet(set: SentenceSet): void {
    this.sets.delete(set.id);
    this.sets.set(set.id, set);
    for (const oldest of [...this.sets.keys()].slice(0, -nMostSets)) this.sets.delete(oldest);
  }

  /** What was deleted must not come back with the next page. */
  forgetSet(id: string): void {
    this.sets.delete(id);
  }

  keepLook(look: RememberedLook): void {
    this.look = look;
  }

  /** The next page may have what the last one had. */
  endedBy(reason: RememberedPage['reason']): void {
    this.ended = reason;
  }

  /** Null where no page has ended since it was last asked. */
  recall(): RememberedPage | null {
    const reason = this.ended;
    if (reason === null) return null;
    this.ended = null;
    return { reason, sets: [...this.sets.values()], look: this.look };
  }
}
