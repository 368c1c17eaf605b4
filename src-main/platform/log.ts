import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { stackPlaces, toEnvelope } from '@contract/failure';

/** The log is two files of at most this size: the newer one, and what was before it. */
const MAX_BYTES = 500_000;

export interface LogOptions {
  readonly maxBytes?: number;
  readonly now?: () => Date;
}

/**
 * What went wrong, for whoever looks for the cause: time, process and its number, the code of a failure, the places of a bug. No sentence of a user's and no
 * message that could hold one. Writing never fails: a log that cannot be written is no reason to stop.
 */
export class Log {
  private writing: Promise<void> = Promise.resolve();
  private readonly file: string;

  /** @param folder made when something is first written */
  constructor(private readonly folder: string, private readonly options: LogOptions = {}) {
    this.file = path.join(folder, 'contexture.log');
  }

  /** Something that happened, in words of the app's own. */
  note(process: string, what: string): void {
    this.write(process, what);
  }

  /** Something that was thrown. Of a failure only its code is written. */
  error(process: string, where: string, error: unknown): void {
    const { code, stack } = toEnvelope(error);
    const places = stack ?? (error instanceof Error && code === 'internal' ? stackPlaces(error) : '');
    const name = error instanceof Error ? error.name : typeof error;
    this.write(process, `${where}: ${name} ${code}${places === '' ? '' : `\n${places}`}`);
  }

  /** All that was given over is written, or could not be. */
  flushed(): Promise<void> {
    return this.writing;
  }

  private write(process: string, text: string): void {
    const line = `${(this.options.now?.() ?? new Date()).toISOString()} ${process} ${text}\n`;
    this.writing = this.writing.then(() => this.append(line)).catch(() => undefined);
  }

  private async append(line: string): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const nBytes = await stat(this.file).then(({ size }) => size, () => 0);
    if (nBytes > 0 && nBytes + Buffer.byteLength(line) > (this.options.maxBytes ?? MAX_BYTES)) await rename(this.file, path.join(this.folder, 'contexture.1.log'));
    await appendFile(this.file, line, { mode: 0o600 });
  }
}
