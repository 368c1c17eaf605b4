import { Failure } from '@contract/failure';
import { changedElsewhere, type ChangedSet } from '@contract/kept-sets';
import type { SentenceSet } from '@contract/occurrence';
import type { SetStore } from './set-store';

/** Which edition of each own set there is: counted from the start of the app, which is the only one that writes them. */
export class SetEditions {
  private readonly latest = new Map<string, number>();
  /** Put aside by a window and not brought back. */
  readonly deleted = new Set<string>();

  of(id: string): number {
    return this.latest.get(id) ?? 0;
  }

  set(id: string, edition: number): void {
    this.latest.set(id, edition);
  }
}

/**
 * The own sets as one window has them. What another window has changed since this one read it is not written over: every change is told to the others,
 * which read the set again and may save then.
 */
export class WindowSets {
  /** The editions that this window has. */
  private readonly seen = new Map<string, number>();

  /** @param editions of all windows @param tellOthers told of what was changed here */
  constructor(
    private readonly store: Pick<SetStore, 'open' | 'save' | 'rename' | 'delete' | 'undelete'>,
    private readonly editions: SetEditions,
    private readonly tellOthers: (changed: ChangedSet) => void,
  ) {}

  /** @throws Failure as {@link SetStore.open} does */
  async open(id: string): Promise<SentenceSet> {
    // A save that comes while it is read makes a newer edition, which this window has not seen then.
    const edition = this.editions.of(id);
    const set = await this.store.open(id);
    this.seen.set(id, edition);
    return set;
  }

  /** @throws Failure `conflict` where another window has changed it meanwhile, and as {@link SetStore.save} does; what was kept before stays */
  async save(set: SentenceSet): Promise<void> {
    const { id, title, word } = set;
    const before = this.editions.of(id);
    const isDeleted = this.editions.deleted.has(id);
    if (!isDeleted && (this.seen.get(id) ?? 0) !== before) throw new Failure('conflict', changedElsewhere(title));
    // At once: what another window saves while this is written was made of what was there before.
    this.have(id, before + 1);
    try {
      await this.store.save(set);
    } catch (error) {
      if (this.editions.of(id) === before + 1) this.have(id, before);
      throw error;
    }
    this.editions.deleted.delete(id);
    this.tellOthers({ id, listed: { id, title, word } });
  }

  /** @throws Failure as {@link SetStore.rename} does */
  async rename(id: string, title: string): Promise<void> {
    const before = this.editions.of(id);
    this.editions.set(id, before + 1);
    try {
      await this.store.rename(id, title);
    } catch (error) {
      if (this.editions.of(id) === before + 1) this.editions.set(id, before);
      throw error;
    }
    await this.tellOf(id);
  }

  /** @throws Failure as {@link SetStore.delete} does */
  async delete(id: string): Promise<void> {
    await this.store.delete(id);
    this.editions.deleted.add(id);
    this.tellOthers({ id, listed: null });
  }

  /** @throws Failure `conflict` where another window has saved it again, and as {@link SetStore.undelete} does */
  async undelete(id: string): Promise<void> {
    if (!this.editions.deleted.has(id)) throw new Failure('conflict', 'The set is in the library already: another window has saved it again.');
    await this.store.undelete(id);
    this.editions.deleted.delete(id);
    await this.tellOf(id);
  }

  private have(id: string, edition: number): void {
    this.editions.set(id, edition);
    this.seen.set(id, edition);
  }

  private async tellOf(id: string): Promise<void> {
    const { title, word } = await this.store.open(id);
    this.tellOthers({ id, listed: { id, title, word } });
  }
}
