import { existsSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { SavedSession } from '@contract/sessions/saved-session';
import { readSession, SESSION_ENDING, writeSession } from './session-file';

/**
 * Keeps what is on screen, so that it is there again after an end that nobody asked for. An app that is closed takes its file away; a file that is there
 * at the start was left by one that was not.
 */
export class Autosave {
  private readonly file: string;
  private readonly left: string;
  private writing: Promise<void> = Promise.resolve();
  private next: SavedSession | null = null;

  /** @param folder of the app's data */
  constructor(folder: string, private readonly app: string) {
    this.file = path.join(folder, `autosave${SESSION_ENDING}`);
    this.left = path.join(folder, `recovered${SESSION_ENDING}`);
    // Out of the way of what this run keeps.
    if (existsSync(this.file)) renameSync(this.file, this.left);
  }

  /** Whether an earlier run has left something that nobody has opened since. */
  get hasLeft(): boolean {
    return existsSync(this.left);
  }

  /** One write after another; of those that wait the newest counts. @throws the file system's error */
  async keep(session: SavedSession): Promise<void> {
    this.next = session;
    const turn = this.writing.then(async () => {
      const { next } = this;
      this.next = null;
      if (next !== null) await writeSession(this.file, next, this.app);
    });
    this.writing = turn.catch(() => undefined);
    await turn;
  }

  /** What the earlier run has left. @throws Failure as {@link readSession} does */
  recover(): Promise<SavedSession> {
    return readSession(this.left);
  }

  /** It has been opened, or is not wanted. */
  async forgetLeft(): Promise<void> {
    await rm(this.left, { force: true });
  }

  /** The app is closed: there is nothing to come back to. */
  async close(): Promise<void> {
    this.next = null;
    await this.writing;
    await rm(this.file, { force: true });
  }
}
