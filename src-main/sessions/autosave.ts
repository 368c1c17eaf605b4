import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { savedSession, type SavedDocument, type SavedSession } from '@contract/sessions/saved-session';
import { atomicWrite } from '../platform/atomic-write';
import { notWritten } from '../platform/not-written';
import { readPlainFile } from '../platform/plain-file';
import { sealOf, strictText } from '../platform/integrity/seal';
import { readSession, SESSION_ENDING, writeSession } from './session-file';

/**
 * Keeps what is on the screen of one window, so that it is there again after an end that nobody asked for. An app that is closed takes its file away; a file that is there
 * at the start was left by one that was not. The numbers of a picture are written when it changes; what else changes, a selection say, lies beside them in a small file
 * that names the picture's by its inode and time.
 */
export class Autosave {
  private readonly file: string;
  private readonly aside: string;
  /** Whether what an earlier run has left still lies where this one keeps its own: in a folder that could not be written at the start. */
  private isInTheWay = false;
  /** Whether this run has written a picture. */
  private hasKept = false;
  private writing: Promise<void> = Promise.resolve();
  private next: SavedSession | null = null;

  /** @param folder of the app's data @param nth of several windows, from 1: each has files of its own */
  constructor(folder: string, private readonly app: string, nth = 1) {
    const number = nth === 1 ? '' : `-${nth}`;
    this.file = path.join(folder, `autosave${number}${SESSION_ENDING}`);
    this.aside = path.join(folder, `recovered${number}${SESSION_ENDING}`);
    try {
      this.clear(folder);
    } catch {
      // The app starts in a folder that can only be read, too; what cannot be moved is opened from where it lies.
      this.isInTheWay = existsSync(this.file);
    }
  }

  /** Takes away what a killed write has begun, and moves what was left out of the way of what this run keeps. @throws the file system's error */
  private clear(folder: string): void {
    const begun = `.${path.basename(this.file)}`;
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      if (name.startsWith(begun) && name.endsWith('.tmp')) rmSync(path.join(folder, name), { force: true });
    }
    if (existsSync(this.file)) this.moveAside();
  }

  private moveAside(): void {
    rmSync(documentOf(this.aside), { force: true });
    if (existsSync(documentOf(this.file))) renameSync(documentOf(this.file), documentOf(this.aside));
    renameSync(this.file, this.aside);
    this.isInTheWay = false;
  }

  private get left(): string {
    return this.isInTheWay ? this.file : this.aside;
  }

  /** Whether an earlier run has left something that nobody has opened since. */
  get hasLeft(): boolean {
    return existsSync(this.left);
  }

  /** One write after another; of those that wait the newest counts. @throws Failure `too-large`, `io` */
  keep(session: SavedSession): Promise<void> {
    this.next = session;
    return this.inTurn(async () => {
      const { next } = this;
      this.next = null;
      if (next === null) return;
      await writeSession(this.freeFile(), next, this.app, WHAT);
      this.hasKept = true;
    });
  }

  /** What has changed about the picture that was kept last. @throws Failure `io` */
  keepDocument(document: SavedDocument): Promise<void> {
    return this.inTurn(async () => {
      if (!this.hasKept) return;
      try {
        const json = JSON.stringify(document);
        await atomicWrite(documentOf(this.file), `{"of":"${await markOf(this.file)}","sha256":"${sealOf(json)}","document":${json}}`);
      } catch (error) {
        throw notWritten(WHAT, this.file, error);
      }
    });
  }

  /** Where this run keeps what is on screen, without what an earlier one has left there. @throws Failure `io` */
  private freeFile(): string {
    try {
      if (this.isInTheWay) this.moveAside();
    } catch (error) {
      throw notWritten(WHAT, this.file, error);
    }
    return this.file;
  }

  private async inTurn(write: () => Promise<void>): Promise<void> {
    const turn = this.writing.then(write);
    this.writing = turn.catch(() => undefined);
    await turn;
  }

  /** What the earlier run has left. @throws Failure as {@link readSession} does */
  async recover(): Promise<SavedSession> {
    const session = await readSession(this.left);
    const bytes = await readPlainFile(documentOf(this.left), MAX_DOCUMENT, { remedy: '' }).catch(() => null);
    if (bytes === null) return session;
    try {
      const { of, sha256, document } = JSON.parse(strictText(bytes)) as { of: unknown; sha256: unknown; document: unknown };
      return of === await markOf(this.left) && sha256 === sealOf(JSON.stringify(document)) ? savedSession({ ...session, document }, 'session') : session;
    } catch {
      // What is damaged here is a selection, a filter, a camera: the picture is whole without.
      return session;
    }
  }

  /** It has been opened, or is not wanted. What cannot be removed is offered again the next time. */
  async forgetLeft(): Promise<void> {
    await removeBoth(this.left);
  }

  /** The window is closed: there is nothing to come back to. Never fails: nobody could be told any more. */
  async close(): Promise<void> {
    this.next = null;
    await this.writing;
    this.hasKept = false;
    if (!this.isInTheWay) await removeBoth(this.file);
  }
}

const MAX_DOCUMENT = 256 * 1024 * 1024;
const WHAT = 'What is on screen';
const documentOf = (file: string): string => `${file}.document.json`;

async function removeBoth(file: string): Promise<void> {
  for (const one of [file, documentOf(file)]) await rm(one, { force: true }).catch(() => undefined);
}

/** A file that was renamed keeps both; one that was written anew does not. */
async function markOf(file: string): Promise<string> {
  const { ino, mtimeNs } = await stat(file, { bigint: true });
  return `${ino}-${mtimeNs}`;
}
