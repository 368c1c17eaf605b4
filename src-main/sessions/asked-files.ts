import path from 'node:path';
import type { Autosave } from './autosave';
import { SESSION_ENDING } from './session-file';

/** The session file that a command line names, absolute; null for none. The last one wins: switches and the program itself come first. */
export function sessionFileIn(words: readonly string[], folder: string): string | null {
  const named = words.findLast((word) => !word.startsWith('-') && path.extname(word).toLowerCase() === SESSION_ENDING);
  return named === undefined ? null : path.resolve(folder, named);
}

/** What a window is to open: a file that the system wants opened, or a screen that an earlier run has left. */
export type Asked = { readonly file: string } | { readonly left: Pick<Autosave, 'recover' | 'forgetLeft'> };

/** What one window is to open; its page fetches it. */
export class AskedSession {
  constructor(private waiting: Asked | null = null) {}

  get isWaiting(): boolean {
    return this.waiting !== null;
  }

  add(asked: Asked): void {
    this.waiting = asked;
  }

  /** What was asked for last, once. */
  take(): Asked | null {
    const asked = this.waiting;
    this.waiting = null;
    return asked;
  }
}
