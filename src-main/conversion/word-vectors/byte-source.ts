import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { Readable, pipeline, type Transform } from 'node:stream';
import { Failure } from '@contract/failure';
import { fileFailure, openPlainFile } from '../../platform/plain-file';
import { MAX_WORD_VECTOR_BYTES } from '../../model-format/word-table/limits';
import { findMember } from './zip-member';

/** The unpacked bytes of a file, one after the other. */
export interface ByteSource {
  /** Of the file inside the packing: "glove.6B.100d.txt". */
  readonly name: string;
  readonly packing: 'none' | 'gzip' | 'zip';
  /** On disk. */
  readonly nBytes: number;
  /** Bytes of the file on disk that are used up. */
  nBytesRead(): number;
  /** Fills `into` from `at` on, at least one byte. @returns how many; 0 at the end */
  read(into: Uint8Array, at: number): Promise<number>;
  close(): Promise<void>;
}

export const quoteName = (path: string): string => `“${basename(path)}”`;

/**
 * Opens a plain file, a `.gz` or the one file (or the one called `member`) of a `.zip`; which of them it is, its first bytes tell.
 * @throws Failure `not-found`, `io`, `too-large` (over 8 GiB), `bad-input` (a folder, a damaged archive)
 */
export async function openSource(path: string, member?: string): Promise<ByteSource> {
  const subject = quoteName(path);
  const { file, nBytes } = await openPlainFile(path, { subject, remedy: 'Choose a file of word vectors.', isDownload: true });
  try {
    if (nBytes > MAX_WORD_VECTOR_BYTES) throw new Failure('too-large', `${subject} has more than 8 GB; choose a smaller file of word vectors.`);
    return await sourceOf(file, nBytes, path, member);
  } catch (error) {
    await file.close();
    throw fileFailure(error, subject);
  }
}

async function sourceOf(file: FileHandle, nBytes: number, path: string, member: string | undefined): Promise<ByteSource> {
  const magic = new Uint8Array(4);
  await file.read(magic, 0, 4, 0);
  const name = basename(path);
  if (magic[0] === 0x1f && magic[1] === 0x8b) {
    const raw = fileStream(file, 0, nBytes);
    return packed({ name: name.replace(/\.gz$/i, ''), packing: 'gzip', nBytes }, file, raw, unpacked(raw, createGunzip({ chunkSize: CHUNK_BYTES })));
  }
  if (magic[0] === 0x50 && magic[1] === 0x4b && magic[2] === 3 && magic[3] === 4) {
    const { name: inner, start, nPacked, isDeflated } = await findMember(file, name, member);
    const raw = fileStream(file, start, nPacked);
    return packed({ name: inner, packing: 'zip', nBytes }, file, raw, isDeflated ? unpacked(raw, createInflateRaw({ chunkSize: CHUNK_BYTES })) : raw.chunks());
  }
  let position = 0;
  return {
    name, packing: 'none', nBytes,
    nBytesRead: () => position,
    read: async (into, at) => {
      const { bytesRead } = await file.read(into, at, into.length - at, position).catch((error: unknown) => { throw fileFailure(error, quoteName(path)); });
      position += bytesRead;
      return bytesRead;
    },
    close: () => file.close(),
  };
}

const CHUNK_BYTES = 2 ** 20;

interface FileStream {
  chunks(): AsyncGenerator<Uint8Array>;
  nBytesRead(): number;
}

function fileStream(file: FileHandle, start: number, nBytes: number): FileStream {
  let nDone = 0;
  return {
    nBytesRead: () => start + nDone,
    async *chunks() {
      while (nDone < nBytes) {
        const chunk = new Uint8Array(Math.min(CHUNK_BYTES, nBytes - nDone));
        const { bytesRead } = await file.read(chunk, 0, chunk.length, start + nDone);
        if (bytesRead === 0) return;
        nDone += bytesRead;
        yield chunk.subarray(0, bytesRead);
      }
    },
  };
}

/** What goes wrong on either side, and an early end, reaches both. */
function unpacked(raw: FileStream, unpack: Transform): AsyncIterable<Uint8Array> {
  return pipeline(Readable.from(raw.chunks()), unpack, () => undefined);
}

function packed(about: Pick<ByteSource, 'name' | 'packing' | 'nBytes'>, file: FileHandle, raw: FileStream, unpackedChunks: AsyncIterable<Uint8Array>): ByteSource {
  const chunks = unpackedChunks[Symbol.asyncIterator]();
  let chunk = new Uint8Array(0);
  let nUnpacked = 0;
  return {
    ...about,
    nBytesRead: () => raw.nBytesRead(),
    read: async (into, at) => {
      while (chunk.length === 0) {
        const next = await chunks.next().catch((error: unknown) => { throw damaged(about.name, error); });
        if (next.done === true) return 0;
        chunk = next.value as Uint8Array<ArrayBuffer>;
        nUnpacked += chunk.length;
        if (nUnpacked > MAX_WORD_VECTOR_BYTES) throw new Failure('too-large', `“${about.name}” unpacks to more than 8 GB; choose a smaller file.`);
      }
      const n = Math.min(chunk.length, into.length - at);
      into.set(chunk.subarray(0, n), at);
      chunk = chunk.subarray(n);
      return n;
    },
    close: async () => {
      await chunks.return?.();
      await file.close();
    },
  };
}

function damaged(name: string, error: unknown): Failure {
  const isAboutFile = error instanceof Error && 'syscall' in error;
  if (isAboutFile || error instanceof Failure) return isAboutFile ? fileFailure(error, `“${name}”`) : error;
  return new Failure('bad-input', `“${name}” cannot be unpacked: the archive is damaged or cut off; download it again.`, String(error));
}
