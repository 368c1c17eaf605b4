import { closeSync, constants, createWriteStream, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '@contract/failure';

/** How a reader speaks of a file; the remedies are whole sentences. */
export interface FileWords {
  /** The file inside a message; its name in quotes where nothing is given. */
  readonly subject?: string;
  /** For what is no plain file. */
  readonly remedy?: string;
  /** For a folder, where that is another one. */
  readonly folderRemedy?: string;
  readonly tooLarge?: string;
  /** Whether what a server says in the place of a file is named as such: such a file is never a page itself. */
  readonly isDownload?: boolean;
}

const MEGABYTE = 1024 * 1024;
/** How a pointer begins, and how long one is at the most (git-lfs specification). */
const POINTER_START = 'version https://git-lfs.github.com/spec/';
const POINTER_MOST = 1024;
const PAGE_START = /^\ufeff?\s*<(?:!doctype html|html|head|\?xml[^>]*>\s*<error)/i;
/** What the Hugging Face hub and others answer where a file is not to be had. */
const ANSWER = /^\s*(?:entry not found|repository not found|404:? +(?:not|client|page|file)|not found|invalid username or password|unauthorized|access to model|access denied|\{"error":)/i;
const START_BYTES = 64;
const COPY_BYTES = 4 * MEGABYTE;
/** O_NONBLOCK: were the file swapped for a pipe after it was looked at, opening it must not wait for a writer. */
const FLAGS = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);

/**
 * Opens a file that somebody chose, or that lies in a folder that somebody chose. What is no plain file is refused before it is opened: a pipe
 * would wait for good, a device may never end. @throws Failure `not-found`, `io` (no permission and the like), `bad-input` (a folder, a pipe, a device)
 */
export async function openPlainFile(path: string, words: FileWords = {}): Promise<{ readonly file: FileHandle; readonly nBytes: number }> {
  try {
    checkIsPlain(await stat(path), path, words);
    const file = await open(path, FLAGS);
    try {
      const about = await file.stat();
      checkIsPlain(about, path, words);
      if (about.size <= POINTER_MOST || words.isDownload === true) checkIsContent((await file.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0)).buffer, about.size, path, words);
      return { file, nBytes: about.size };
    } catch (error) {
      await file.close();
      throw error;
    }
  } catch (error) {
    throw fileFailure(error, subjectOf(path, words));
  }
}

/** {@link openPlainFile} at once; `fd` is the caller's to close. */
export function openPlainFileSync(path: string, words: FileWords = {}): { readonly fd: number; readonly nBytes: number } {
  try {
    checkIsPlain(statSync(path), path, words);
    const fd = openSync(path, FLAGS);
    try {
      const about = fstatSync(fd);
      checkIsPlain(about, path, words);
      if (about.size <= POINTER_MOST || words.isDownload === true) {
        const start = Buffer.alloc(START_BYTES);
        readSync(fd, start, 0, start.length, 0);
        checkIsContent(start, about.size, path, words);
      }
      return { fd, nBytes: about.size };
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  } catch (error) {
    throw fileFailure(error, subjectOf(path, words));
  }
}

/** Reads a whole plain file. @throws Failure as {@link openPlainFile}, and `too-large` above `maxBytes`, before anything is read where the size is stated. */
export async function readPlainFile(path: string, maxBytes: number, words: FileWords = {}): Promise<Uint8Array> {
  const { file, nBytes } = await openPlainFile(path, words);
  try {
    if (nBytes > maxBytes) throw tooLarge(nBytes, maxBytes, path, words);
    return await readAtMost(file, nBytes, maxBytes, path, words);
  } catch (error) {
    throw fileFailure(error, subjectOf(path, words));
  } finally {
    await file.close();
  }
}

/** Copies a plain file to a name that is not taken. @throws Failure as {@link openPlainFile}; the file system's error where it cannot be written */
export async function copyPlainFile(from: string, to: string, words: FileWords = {}): Promise<void> {
  const { file } = await openPlainFile(from, words);
  await pipeline(file.createReadStream({ highWaterMark: COPY_BYTES }), createWriteStream(to, { flags: 'wx' }));
}

/** What the file system says of a file, as a sentence with its remedy. A Failure stays as it is. */
export function fileFailure(error: unknown, subject: string): Failure {
  if (error instanceof Failure) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Failure('not-found', `${subject} is not there. Check the path, or whether it was moved.`, detail);
  if (code === 'EACCES' || code === 'EPERM') return new Failure('io', `${subject} may not be read. Allow reading it, or copy it elsewhere.`, detail);
  if (code === 'ERR_INVALID_ARG_VALUE' || code === 'ENAMETOOLONG') return new Failure('bad-input', `${subject} is not the name of a file. Choose a file.`, detail);
  return new Failure('io', `${subject} could not be read (${code || detail}). Check the disk and try again.`, detail);
}

/** A clone without git-lfs has pointers in the place of large files: what they lack would else be blamed on the file's form. */
function checkIsContent(bytes: Buffer, nBytes: number, path: string, words: FileWords): void {
  const start = bytes.toString('latin1');
  if (words.isDownload === true && PAGE_START.test(start)) throw new Failure('bad-input', `${subjectOf(path, words)} is a web page that was saved in the place of the file. Download the file itself; log in first where the site asks for it.`);
  if (words.isDownload === true && nBytes <= POINTER_MOST && ANSWER.test(start)) throw new Failure('bad-input', `${subjectOf(path, words)} holds the answer of a server that did not give the file (“${start.replace(/\0.*$/su, '').trim().slice(0, 40)}”). Download it again; log in first where the site asks for it.`);
  if (nBytes <= POINTER_MOST && start.startsWith(POINTER_START)) throw new Failure('bad-input', `${subjectOf(path, words)} is a git-lfs pointer, not the file itself. Fetch it with “git lfs pull”, or download it.`);
}

function checkIsPlain(about: Stats, path: string, words: FileWords): void {
  const { remedy = 'Choose a plain file.', folderRemedy = remedy } = words;
  if (about.isFile()) return;
  if (about.isDirectory()) throw new Failure('bad-input', `${subjectOf(path, words)} is a folder. ${folderRemedy}`);
  const kind = about.isFIFO() ? 'a pipe' : about.isSocket() ? 'a socket' : 'a device';
  throw new Failure('bad-input', `${subjectOf(path, words)} is ${kind}, not a file. ${remedy}`);
}

/** The stated size may be wrong (it is 0 for files the system makes up, and a file can grow): read to the end, up to the limit. */
async function readAtMost(file: FileHandle, nExpected: number, maxBytes: number, path: string, words: FileWords): Promise<Uint8Array> {
  let buffer = new Uint8Array(Math.max(nExpected + 1, 4096));
  let nRead = 0;
  for (;;) {
    if (nRead === buffer.length) {
      const larger = new Uint8Array(Math.min(buffer.length * 2, Math.max(maxBytes + 1, nRead + 1)));
      larger.set(buffer);
      buffer = larger;
    }
    const { bytesRead } = await file.read(buffer, nRead, buffer.length - nRead);
    if (bytesRead === 0) return buffer.subarray(0, nRead);
    nRead += bytesRead;
    if (nRead > maxBytes) throw tooLarge(nRead, maxBytes, path, words);
  }
}

function tooLarge(nBytes: number, maxBytes: number, path: string, words: FileWords): Failure {
  const megabytes = Math.ceil(nBytes / MEGABYTE).toLocaleString('en-GB');
  return new Failure('too-large', `${subjectOf(path, words)} has ${megabytes} MB; the limit is ${maxBytes / MEGABYTE} MB. ${words.tooLarge ?? 'Choose a smaller file.'}`);
}

const subjectOf = (path: string, { subject }: FileWords): string => subject ?? `“${basename(path)}”`;
