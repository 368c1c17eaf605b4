import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { Failure } from '@contract/failure';
import { list, record, text } from '@contract/guards';
import { MOST_RECENT, type RecentSession } from '@contract/sessions/recent-session';
import { atomicWrite } from '../platform/atomic-write';
import { SESSION_ENDING } from './session-file';

const kept = record({ files: list(text(4_096, 1), MOST_RECENT) });

const idOf = (file: string): string => createHash('sha256').update(file).digest('hex').slice(0, 16);

/**
 * The session files that were opened or saved last, newest first, in a file of the user's data. It is a help, no promise: a damaged one is an empty list,
 * and one that cannot be written is no error.
 */
export class RecentSessions {
  private files: Promise<readonly string[]>;

  /** @param file of the list @param onNoted told of every file that is noted, for the system's own list */
  constructor(private readonly file: string, private readonly onNoted: (file: string) => void = () => undefined, private readonly home = homedir()) {
    this.files = readFile(file, 'utf8').then((json) => kept(JSON.parse(json), 'recent').files).catch(() => []);
  }

  /** A file was opened or saved: it is the newest now. */
  note(file: string): Promise<void> {
    this.onNoted(file);
    return this.change((files) => [file, ...files.filter((other) => other !== file)].slice(0, MOST_RECENT));
  }

  /** Those that are still there. */
  async list(): Promise<readonly RecentSession[]> {
    return (await this.files).filter((file) => existsSync(file)).map((file) => ({ id: idOf(file), name: path.basename(file, SESSION_ENDING), folder: this.shown(path.dirname(file)) }));
  }

  /** @throws Failure `not-found` for a number that is in the list no more */
  async pathOf(id: string): Promise<string> {
    const file = (await this.files).find((one) => idOf(one) === id);
    if (file === undefined) throw new Failure('not-found', 'This session is not in the list any more. Open it by its file.');
    return file;
  }

  clear(): Promise<void> {
    return this.change(() => []);
  }

  private async change(how: (files: readonly string[]) => readonly string[]): Promise<void> {
    this.files = this.files.then(how);
    const files = await this.files;
    await atomicWrite(this.file, `${JSON.stringify({ files }, null, 2)}\n`).catch(() => undefined);
  }

  private shown(folder: string): string {
    return folder === this.home || folder.startsWith(`${this.home}${path.sep}`) ? `~${folder.slice(this.home.length)}` : folder;
  }
}
