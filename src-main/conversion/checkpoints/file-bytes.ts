import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { Failure } from '@contract/failure';

/** What one system call reads at most; Node refuses 2 GiB and more. */
const MAX_READ_BYTES = 2 ** 26;

/** A file that is read in pieces. Close it after use. */
export class FileBytes {
  readonly #file: number;
  readonly name: string;
  readonly nBytes: number;

  /** @throws Failure('io') when it cannot be opened or is no file. */
  constructor(path: string) {
    this.name = basename(path);
    try {
      this.#file = openSync(path, 'r');
    } catch (error) {
      throw this.#unreadable(error);
    }
    try {
      const about = fstatSync(this.#file);
      if (!about.isFile()) throw new Error('not a file');
      this.nBytes = about.size;
    } catch (error) {
      closeSync(this.#file);
      throw this.#unreadable(error);
    }
  }

  /** A copy of its own, so that typed-array views over its buffer are aligned. @throws Failure('io') when the file has become shorter. */
  read(position: number, nBytes: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(nBytes);
    for (let done = 0; done < nBytes;) {
      const n = readSync(this.#file, bytes, done, Math.min(nBytes - done, MAX_READ_BYTES), position + done);
      if (n === 0) throw new Failure('io', `${this.name} became shorter while it was read; try again.`);
      done += n;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.#file);
  }

  #unreadable(error: unknown): Failure {
    return new Failure('io', `${this.name} cannot be opened; check that the file exists and may be read.`, String(error));
  }
}
