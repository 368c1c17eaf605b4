import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure, toEnvelope } from '@contract/failure';
import { OWN_SET_ID, type KeptSets, type KeptSetSummary } from '@contract/kept-sets';
import type { SentenceSet } from '@contract/occurrence';
import { atomicWrite } from '../platform/atomic-write';
import { notWritten } from '../platform/not-written';
import { readSetFile, setText } from './set-file';

const ENDING = '.json';
/** A younger temporary file may belong to a write that is under way. */
const OLD_MS = 3_600_000;

/** The user's own sets: one file each (see `set-file.ts`), written whole or not at all. Everything happens in the order in which it was asked for. */
export class SetStore {
  private last: Promise<unknown> = Promise.resolve();
  /** Sets that wait to be written, by id: of several only the newest is. */
  private readonly newest = new Map<string, SentenceSet>();

  constructor(private readonly folder: string) {}

  /** What there is, in the order of its making. A file that cannot be read is named and left alone. @throws Failure where the folder cannot be read */
  list(): Promise<KeptSets> {
    return this.inTurn(async () => {
      const files = (await this.filesIn(this.folder)).filter((file) => file.endsWith(ENDING) && !file.startsWith('.')).sort();
      const sets: KeptSetSummary[] = [];
      const problems: { readonly file: string; readonly message: string }[] = [];
      for (const file of files) {
        const id = file.slice(0, -ENDING.length);
        try {
          if (!OWN_SET_ID.test(id)) throw new Failure('bad-input', `“${file}” is not the name of a kept set. Name it “own-” with small letters, digits and hyphens after it, or take it away.`);
          const { title, word } = await readSetFile(this.fileOf(id), id);
          sets.push({ id, title, word });
        } catch (error) {
          problems.push({ file, message: toEnvelope(error).message });
        }
      }
      return { sets, problem: this.problemOf(problems) };
    });
  }

  /** @throws Failure `not-found`, `bad-input`, `io` */
  open(id: string): Promise<SentenceSet> {
    return this.inTurn(() => readSetFile(this.fileOf(id), id));
  }

  /** @throws Failure `io`, `too-large`; what was kept before stays */
  save(set: SentenceSet): Promise<void> {
    this.newest.set(set.id, set);
    return this.inTurn(async () => {
      if (this.newest.get(set.id) !== set) return;
      this.newest.delete(set.id);
      await this.write(set);
    });
  }

  /** @throws Failure as {@link open} and {@link save} */
  rename(id: string, title: string): Promise<void> {
    return this.inTurn(async () => { await this.write({ ...await readSetFile(this.fileOf(id), id), title }); });
  }

  /** Puts a set aside; it is gone with {@link clearDeleted}. @throws Failure `not-found`, `io` */
  delete(id: string): Promise<void> {
    return this.inTurn(async () => {
      await this.makeFolder(this.deleted);
      await this.move(this.fileOf(id), this.deletedFileOf(id), 'The set could not be deleted: it is not in the library any more.');
    });
  }

  /** @throws Failure `not-found` once it has been cleared, `io` */
  undelete(id: string): Promise<void> {
    return this.inTurn(() => this.move(this.deletedFileOf(id), this.fileOf(id), 'The set cannot come back: it was removed for good when the app started. Import its sentences again.'));
  }

  /** Removes for good what was deleted, and what killed writes have left. What cannot be removed stays until the next time. */
  clearDeleted(): Promise<void> {
    return this.inTurn(async () => {
      await rm(this.deleted, { recursive: true, force: true }).catch(() => undefined);
      for (const file of await this.filesIn(this.folder).catch(() => [])) {
        if (!/^\.own-.*\.tmp$/.test(file)) continue;
        const about = await stat(path.join(this.folder, file)).catch(() => null);
        if (about !== null && Date.now() - about.mtimeMs > OLD_MS) await rm(path.join(this.folder, file), { force: true }).catch(() => undefined);
      }
    });
  }

  /** Resolves when everything that was asked for has happened. */
  async flushed(): Promise<void> {
    await this.last;
  }

  private inTurn<T>(job: () => Promise<T>): Promise<T> {
    const done = this.last.then(job);
    this.last = done.catch(() => undefined);
    return done;
  }

  private async write(set: SentenceSet): Promise<void> {
    const file = this.fileOf(set.id);
    const text = setText(set);
    await this.makeFolder(this.folder);
    try {
      await atomicWrite(file, text, 0o600);
    } catch (error) {
      throw notWritten(`“${set.title}”`, file, error);
    }
  }

  private async makeFolder(folder: string): Promise<void> {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw notWritten('The set', folder, error);
    }
  }

  private async move(from: string, to: string, missing: string): Promise<void> {
    try {
      await rename(from, to);
    } catch (error) {
      if ((error as NodeJS.ErrnoException | null)?.code === 'ENOENT') throw new Failure('not-found', missing);
      throw notWritten('The change', to, error);
    }
  }

  private async filesIn(folder: string): Promise<string[]> {
    try {
      return await readdir(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException | null)?.code === 'ENOENT') return [];
      throw new Failure('io', `Your sets in ${folder} could not be read. Check who may read that folder, then start again.`, toEnvelope(error).message);
    }
  }

  private problemOf(problems: readonly { readonly file: string; readonly message: string }[]): string | null {
    const [first] = problems;
    if (first === undefined) return null;
    if (problems.length === 1) return first.message;
    const names = problems.slice(0, 5).map(({ file }) => `“${file}”`).join(', ');
    const more = problems.length > 5 ? ` and ${problems.length - 5} more` : '';
    return `${problems.length} kept sets in ${this.folder} cannot be read and were left as they are: ${names}${more}. ${first.message}`;
  }

  private fileOf(id: string): string {
    return path.join(this.folder, id + ENDING);
  }

  private deletedFileOf(id: string): string {
    return path.join(this.deleted, id + ENDING);
  }

  private get deleted(): string {
    return path.join(this.folder, 'deleted');
  }
}
