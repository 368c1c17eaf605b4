import path from 'node:path';
import { SESSION_ENDING } from './session-file';

/** The session file that a command line names, absolute; null for none. The last one wins: switches and the program itself come first. */
export function sessionFileIn(words: readonly string[], folder: string): string | null {
  const named = words.findLast((word) => !word.startsWith('-') && path.extname(word).toLowerCase() === SESSION_ENDING);
  return named === undefined ? null : path.resolve(folder, named);
}

/** Session files that the system wants opened: on the command line of a start, of a second start, or (macOS) by an event. The page fetches them, one at a time. */
export class AskedFiles {
  private waiting: string | null = null;
  private tell = (): void => undefined;

  add(file: string | null): void {
    if (file === null) return;
    this.waiting = file;
    this.tell();
  }

  /** @param tell is called for every file that comes from now on */
  onAsked(tell: () => void): void {
    this.tell = tell;
  }

  /** The file that was asked for last, once. */
  take(): string | null {
    const file = this.waiting;
    this.waiting = null;
    return file;
  }
}
