import { randomBytes } from 'node:crypto';
import { open, rm, utimes, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';

/**
 * A segment is two files that one process alone ever appends to: `NAME.rows` holds vectors (float32, little-endian) and `NAME.keys` says whose they are.
 * An entry of `NAME.keys` has a fixed size: key (32 bytes), offset in `NAME.rows` (8), bytes (4), CRC-32 of those bytes (4), CRC-32 of the entry so far (4).
 * Rows are written before their entries, and both are checked when they are read: whatever a kill, a crash or a bad disk leaves is found and not used.
 */
export const SUFFIX = { rows: '.rows', keys: '.keys' } as const;
export const KEY_LENGTH = 32;
const entryLength = 52;
const maxReadBytes = 4_000_000;

/** Where a row lies in a segment. */
export interface RowEntry {
  readonly key: Buffer;
  readonly offset: number;
  readonly nBytes: number;
  readonly crc: number;
}

export interface RowToCache {
  readonly key: Buffer;
  /** Half-precision bits in shipped segments. */
  readonly values: Float32Array | Uint16Array;
}

/** The intact entries of a segment's keys that `isWanted`; called with a view of the key that is not to be held. */
export function entriesOf(keys: Buffer, isWanted: (key: Buffer) => boolean): RowEntry[] {
  const entries: RowEntry[] = [];
  for (let at = 0; at + entryLength <= keys.length; at += entryLength) {
    const key = keys.subarray(at, at + KEY_LENGTH);
    if (!isWanted(key) || crc32(keys.subarray(at, at + entryLength - 4)) !== keys.readUInt32LE(at + entryLength - 4)) continue;
    entries.push({ key: Buffer.from(key), offset: Number(keys.readBigUInt64LE(at + 32)), nBytes: keys.readUInt32LE(at + 40), crc: keys.readUInt32LE(at + 44) });
  }
  return entries;
}

/** Reads rows in the order in which they lie, neighbours together; damaged and missing ones are passed over. `values` is to be copied. */
export async function readRows(file: string, entries: readonly RowEntry[], onRow: (entry: RowEntry, values: Float32Array) => void): Promise<void> {
  const inOrder = [...entries].sort((a, b) => a.offset - b.offset);
  const handle = await open(file, 'r');
  try {
    for (let first = 0; first < inOrder.length;) {
      const start = (inOrder[first] as RowEntry).offset;
      let next = first;
      let end = start;
      for (let entry = inOrder[next]; entry !== undefined && entry.offset <= end && (next === first || entry.offset + entry.nBytes - start <= maxReadBytes); entry = inOrder[++next]) {
        end = Math.max(end, entry.offset + entry.nBytes);
      }
      const bytes = Buffer.allocUnsafeSlow(end - start);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      for (const entry of inOrder.slice(first, next)) {
        const from = entry.offset - start;
        const row = bytes.subarray(from, from + entry.nBytes);
        if (from + entry.nBytes > bytesRead || entry.nBytes % 4 !== 0 || from % 4 !== 0 || crc32(row) !== entry.crc) continue;
        onRow(entry, new Float32Array(bytes.buffer, bytes.byteOffset + from, entry.nBytes / 4));
      }
      first = next;
    }
  } finally {
    await handle.close();
  }
}

/** Appends to a new segment. After a failure, which takes away what it had begun, it must not be used again. */
export class SegmentWriter {
  private nWritten = 0;
  private nEntries = 0;

  private constructor(readonly name: string, private readonly keysFile: string, private readonly keys: FileHandle, private readonly rows: FileHandle) {}

  static async create(folder: string): Promise<SegmentWriter> {
    // Names sort by time, so that of two rows with one key the newer is read last and wins.
    const name = `${Date.now().toString(36).padStart(9, '0')}-${randomBytes(6).toString('hex')}`;
    const keysFile = path.join(folder, name + SUFFIX.keys);
    const keys = await open(keysFile, 'ax', 0o600);
    try {
      return new SegmentWriter(name, keysFile, keys, await open(path.join(folder, name + SUFFIX.rows), 'ax', 0o600));
    } catch (error) {
      await keys.close();
      await rm(keysFile, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  get nBytes(): number {
    return this.nWritten;
  }

  async append(rows: readonly RowToCache[]): Promise<void> {
    const entries = Buffer.alloc(rows.length * entryLength);
    const parts = rows.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength));
    let offset = this.nWritten;
    for (const [i, { key }] of rows.entries()) {
      const part = parts[i] as Buffer;
      const at = i * entryLength;
      key.copy(entries, at);
      entries.writeBigUInt64LE(BigInt(offset), at + 32);
      entries.writeUInt32LE(part.length, at + 40);
      entries.writeUInt32LE(crc32(part), at + 44);
      entries.writeUInt32LE(crc32(entries.subarray(at, at + entryLength - 4)), at + entryLength - 4);
      offset += part.length;
    }
    try {
      await writeAll(this.rows, parts);
      await writeAll(this.keys, [entries]);
    } catch (error) {
      await this.keys.truncate(this.nEntries * entryLength).catch(() => undefined);
      await this.rows.truncate(this.nWritten).catch(() => undefined);
      throw error;
    }
    this.nWritten = offset;
    this.nEntries += rows.length;
  }

  /** Whether the segment still lies where it was made: another process may have dropped it to make room. */
  async isThere(): Promise<boolean> {
    return utimes(this.keysFile, new Date(), new Date()).then(() => true, () => false);
  }

  async close(): Promise<void> {
    await this.rows.close();
    await this.keys.close();
  }
}

/** A write may take less than all of it (a full disk). */
async function writeAll(handle: FileHandle, parts: readonly Buffer[]): Promise<void> {
  const nBytes = parts.reduce((sum, part) => sum + part.length, 0);
  // As many as one call may take (IOV_MAX).
  for (let from = 0, nDone = 0; from < parts.length; from += 1_000) {
    const some = parts.slice(from, from + 1_000);
    const { bytesWritten } = await handle.writev(some);
    nDone += bytesWritten;
    if (bytesWritten !== some.reduce((sum, part) => sum + part.length, 0)) throw Object.assign(new Error(`only ${nDone} of ${nBytes} bytes could be written`), { code: 'ENOSPC' });
  }
}
