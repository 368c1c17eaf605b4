import type { FileHandle } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import { Failure } from '@contract/failure';

/** Part of a ZIP archive on the disk, as its directory has it. */
export interface ZipEntry {
  readonly name: string;
  readonly isPacked: boolean;
  readonly nPacked: number;
  readonly nBytes: number;
  readonly crc: number;
  /** Where its own header begins. */
  readonly at: number;
}

const [END, CENTRAL, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];
const [END_BYTES, CENTRAL_BYTES, LOCAL_BYTES, LONGEST_COMMENT] = [22, 46, 30, 65_535];
const [STORED, DEFLATED] = [0, 8];

/**
 * The directory of an archive (APPNOTE 4.3.12, without ZIP64). @param nFile bytes of the file
 * @returns null for what is none @throws Failure `bad-input` for a damaged one, the file system's error
 */
export async function zipDirectory(file: FileHandle, nFile: number): Promise<readonly ZipEntry[] | null> {
  const tail = await bytesAt(file, Math.max(0, nFile - END_BYTES - LONGEST_COMMENT), Math.min(nFile, END_BYTES + LONGEST_COMMENT));
  let end = tail.length - END_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--;
  if (end < 0) return null;
  const [nEntries, nDirectory, begins] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (begins + nDirectory > nFile) throw wrong('directory');
  const directory = await bytesAt(file, begins, nDirectory);
  const entries = new Map<string, ZipEntry>();
  for (let n = 0, at = 0; n < nEntries; n++) {
    if (at + CENTRAL_BYTES > directory.length || directory.readUInt32LE(at) !== CENTRAL) throw wrong('directory');
    const nName = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nName);
    const entry = entryAt(directory, at, name);
    // Two of one name: nobody can tell which was meant.
    if (entries.has(name) || entry.at + LOCAL_BYTES + entry.nPacked > nFile) throw wrong(name);
    entries.set(name, entry);
    at += CENTRAL_BYTES + nName + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return [...entries.values()];
}

function entryAt(directory: Buffer, at: number, name: string): ZipEntry {
  const method = directory.readUInt16LE(at + 10);
  const [crc = 0, nPacked = 0, nBytes = 0, begins = 0] = [16, 20, 24, 42].map((offset) => directory.readUInt32LE(at + offset));
  if ((method !== STORED && method !== DEFLATED) || (method === STORED && nPacked !== nBytes)) throw wrong(name);
  return { name, isPacked: method === DEFLATED, nPacked, nBytes, crc, at: begins };
}

/** Reads an entry and holds it to its check sum. @param into as long as the entry @throws Failure `bad-input` where it is not what was packed, the file system's error */
export async function readEntry(file: FileHandle, { name, isPacked, nPacked, nBytes, crc, at }: ZipEntry, into: Uint8Array): Promise<void> {
  const header = await bytesAt(file, at, LOCAL_BYTES);
  if (header.length < LOCAL_BYTES || header.readUInt32LE(0) !== LOCAL) throw wrong(name);
  const begins = at + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (!isPacked) {
    if (await readInto(file, begins, into) < nBytes) throw wrong(name);
  } else into.set(inflated(await bytesAt(file, begins, nPacked), nBytes, name));
  if (crc32(into) !== crc) throw wrong(name);
}

/** What an archive claims an entry to hold is not taken on trust. */
function inflated(packed: Buffer, nBytes: number, name: string): Buffer {
  try {
    const bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, nBytes) });
    if (bytes.length === nBytes) return bytes;
  } catch {
    // Said below.
  }
  throw wrong(name);
}

/** Fewer where the file ends. */
async function bytesAt(file: FileHandle, at: number, nBytes: number): Promise<Buffer> {
  const bytes = Buffer.alloc(nBytes);
  return bytes.subarray(0, await readInto(file, at, bytes));
}

async function readInto(file: FileHandle, at: number, into: Uint8Array): Promise<number> {
  let nRead = 0;
  while (nRead < into.length) {
    const { bytesRead } = await file.read(into, nRead, into.length - nRead, at + nRead);
    if (bytesRead === 0) break;
    nRead += bytesRead;
  }
  return nRead;
}

const wrong = (name: string): Failure => new Failure('bad-input', `“${name.slice(0, 80)}” is not what was saved`);
