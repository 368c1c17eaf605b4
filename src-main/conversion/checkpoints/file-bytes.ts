import { closeSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { Failure } from '@contract/failure';
import { fileFailure, openPlainFileSync } from '../../platform/plain-file';

/** What one system call reads at most; Node refuses 2 GiB and more. */
const MAX_READ_BYTES = 2 ** 26;

/** How the readers of a model's files speak of them. */
export const MODEL_FILE = { remedy: 'Put the file that belongs to the model in its place.', tooLarge: 'Use the file that belongs to the model.', isDownload: true } as const;

/** A file that is read in pieces. Close it after use. */
export class FileBytes {
  /** Closed with this. */
  readonly fd: number;
  readonly name: string;
  readonly nBytes: number;

  /** @throws Failure as `openPlainFile`: `not-found`, `io`, `bad-input` when it is no plain file. */
  constructor(path: string) {
    this.name = basename(path);
    ({ fd: this.fd, nBytes: this.nBytes } = openPlainFileSync(path, MODEL_FILE));
  }

  /** A copy of its own, so that typed-array views over its buffer are aligned. @throws Failure('io') when the file has become shorter or cannot be read. */
  read(position: number, nBytes: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(nBytes);
    for (let done = 0; done < nBytes;) {
      const n = this.readSome(bytes, done, Math.min(nBytes - done, MAX_READ_BYTES), position + done);
      if (n === 0) throw new Failure('io', `${this.name} became shorter while it was read; try again.`);
      done += n;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.fd);
  }

  private readSome(into: Uint8Array, at: number, nBytes: number, position: number): number {
    try {
      return readSync(this.fd, into, at, nBytes, position);
    } catch (error) {
      throw fileFailure(error, `“${this.name}”`);
    }
  }
}
