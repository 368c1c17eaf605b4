import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure } from '@contract/failure';
import { MAX_FILE_BYTES } from './limits';
import { quote } from './source-table';

/**
 * Reads a whole plain file, never more than the limit.
 * @throws Failure `not-found`, `io` (no permission and the like), `bad-input` (a folder, a device), `too-large` (before anything is read)
 */
export async function readSourceBytes(path: string): Promise<Uint8Array> {
  const subject = quote(basename(path));
  try {
    checkIsReadable(await stat(path), subject);
    // O_NONBLOCK: were the file swapped for a pipe after `stat`, opening it must not wait for a writer.
    const file = await open(path, constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK));
    try {
      const stats = await file.stat();
      checkIsReadable(stats, subject);
      return await readAtMost(file, stats.size, subject);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw error instanceof Failure ? error : describe(error, subject);
  }
}

function checkIsReadable(stats: { isDirectory(): boolean; isFile(): boolean; size: number }, subject: string): void {
  if (stats.isDirectory()) throw new Failure('bad-input', `${subject} is a folder. Open a file in it instead.`);
  if (!stats.isFile()) throw new Failure('bad-input', `${subject} is a device or a pipe, not a file. Open a plain text file.`);
  if (stats.size > MAX_FILE_BYTES) throw tooLarge(stats.size, subject);
}

function tooLarge(nBytes: number, subject: string): Failure {
  const megabytes = Math.ceil(nBytes / (1024 * 1024)).toLocaleString('en-GB');
  return new Failure('too-large', `${subject} has ${megabytes} MB; the limit is ${MAX_FILE_BYTES / (1024 * 1024)} MB. Split it into smaller files.`);
}

/** The stated size may be wrong (it is 0 for files the system makes up, and a file can grow): read to the end, up to the limit. */
async function readAtMost(file: { read(buffer: Uint8Array, offset: number, length: number): Promise<{ bytesRead: number }> }, nExpected: number, subject: string): Promise<Uint8Array> {
  let buffer = new Uint8Array(Math.max(nExpected + 1, 4096));
  let nRead = 0;
  for (;;) {
    if (nRead === buffer.length) {
      const larger = new Uint8Array(Math.min(buffer.length * 2, MAX_FILE_BYTES + 1));
      larger.set(buffer);
      buffer = larger;
    }
    const { bytesRead } = await file.read(buffer, nRead, buffer.length - nRead);
    if (bytesRead === 0) return buffer.subarray(0, nRead);
    nRead += bytesRead;
    if (nRead > MAX_FILE_BYTES) throw tooLarge(nRead, subject);
  }
}

function describe(error: unknown, subject: string): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Failure('not-found', `${subject} is not there. Check the path, or whether it was moved.`, detail);
  if (code === 'EACCES' || code === 'EPERM') return new Failure('io', `${subject} may not be read. Allow reading it, or copy it elsewhere.`, detail);
  if (code === 'ERR_INVALID_ARG_VALUE' || code === 'ENAMETOOLONG') return new Failure('bad-input', `${subject} is not the name of a file. Choose a file.`, detail);
  return new Failure('io', `${subject} could not be read (${code || detail}). Check the disk and try again.`, detail);
}
