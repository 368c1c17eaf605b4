import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { savedSession, type SavedDocument, type SavedSession } from '@contract/sessions/saved-session';
import { atomicWrite } from '../platform/atomic-write';
import { readPlainFile } from '../platform/plain-file';
import { readSession, SESSION_ENDING, writeSession } from './session-file';

/**
 * Keeps what is on screen, so that it is there again after an end that nobody asked for. An app that is closed takes its file away; a file that is there
 * at the start was left by one that was not. The numbers of a picture are written when it changes; what else changes, a selection say, lies beside them in a small file
 * that names the picture's by its inode and time.
 */
export class Autosave {
  private readonly file: string;
  private readonly left: string;
  /** Whether this run has written a picture. */
  private hasKept = false;
  private writing: Promise<void> = Promise.resolve();
  private next: SavedSession | null = null;

  /** @param folder of the app's data */
  constructor(folder: string, private readonly app: string) {
    this.file = path.join(folder, `autosave${SESSION_ENDING}`);
    this.left = path.join(folder, `recovered${SESSION_ENDING}`);
    // Out of the way of what this run keeps.
    for (const name of existsSync(folder) ? readdirSync(folder) : []) if (name.startsWith(`.${path.basename(this.file)}`) && name.endsWith('.tmp')) rmSync(path.join(folder, name), { force: true });
    if (!existsSync(this.file)) return;
    rmSync(documentOf(this.left), { force: true });
    if (existsSync(documentOf(this.file))) renameSync(documentOf(this.file), documentOf(this.left));
    renameSync(this.file, this.left);
  }

  /** Whether an earlier run has left something that nobody has opened since. */
  get hasLeft(): boolean {
    return existsSync(this.left);
  }

  /** One write after another; of those that wait the newest counts. @throws the file system's error */
  keep(session: SavedSession): Promise<void> {
    this.next = session;
    return this.inTurn(async () => {
      const { next } = this;
      this.next = null;
      if (next === null) return;
      await writeSession(this.file, next, this.app);
      this.hasKept = true;
    });
  }

  /** What has changed about the picture that was kept last. @throws the file system's error */
  keepDocument(document: SavedDocument): Promise<void> {
    return this.inTurn(async () => {
      if (this.hasKept) await atomicWrite(documentOf(this.file), JSON.stringify({ of: await markOf(this.file), document }));
    });
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
      const { of, document } = JSON.parse(new TextDecoder().decode(bytes)) as { of: unknown; document: unknown };
      return of === await markOf(this.left) ? savedSession({ ...session, document }, 'session') : session;
    } catch {
      // What is damaged here is a selection, a filter, a camera: the picture is whole without.
      return session;
    }
  }

  /** It has been opened, or is not wanted. */
  async forgetLeft(): Promise<void> {
    for (const file of [this.left, documentOf(this.left)]) await rm(file, { force: true });
  }

  /** The app is closed: there is nothing to come back to. */
  async close(): Promise<void> {
    this.next = null;
    await this.writing;
    for (const file of [this.file, documentOf(this.file)]) await rm(file, { force: true });
  }
}

const MAX_DOCUMENT = 256 * 1024 * 1024;
const documentOf = (file: string): string => `${file}.document.json`;

/** A file that was renamed keeps both; one that was written anew does not. */
async function markOf(file: string): Promise<string> {
  const { ino, mtimeNs } = await stat(file, { bigint: true });
  return `${ino}-${mtimeNs}`;
}
