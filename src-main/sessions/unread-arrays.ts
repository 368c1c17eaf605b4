import type { FileHandle } from 'node:fs/promises';
import { bytesOf, nameIn, type TypedArray, type Unfilled } from './packed';
import { readEntry, type ZipEntry } from './zip-file';

/** Less than this is not worth a second look at the file, nor a message of its own. */
export const LEAST_LATE_BYTES = 1_000_000;

/** What of a session still lies in its file, which stays open until it is closed here. */
export class UnreadArrays {
  private readonly left: Map<TypedArray, ZipEntry>;

  constructor(private readonly file: FileHandle, left: ReadonlyMap<TypedArray, ZipEntry>, private readonly failure: (error: unknown) => Error) {
    this.left = new Map(left);
  }

  get arrays(): readonly TypedArray[] {
    return [...this.left.keys()];
  }

  /** Fills an array, or leaves one that is none of these as it is. @throws Failure `bad-input` where it is not what was saved, `io` */
  async read(array: TypedArray): Promise<void> {
    const entry = this.left.get(array);
    if (entry === undefined) return;
    try {
      await readEntry(this.file, entry, bytesOf(array));
    } catch (error) {
      throw this.failure(error);
    }
    this.left.delete(array);
  }

  async close(): Promise<void> {
    this.left.clear();
    await this.file.close();
  }
}

/** Names of the vectors of a flight's layers but the one on screen, as far as they stand nowhere else. @param session of any shape @returns none where they are few */
export function lateArrays(session: unknown, arrays: ReadonlyMap<string, Unfilled>): ReadonlySet<string> {
  const view = fieldOf(session, 'view'), stops = fieldOf(fieldOf(view, 'journey'), 'stops'), layer = fieldOf(view, 'layer');
  const names = (Array.isArray(stops) ? stops : []).flatMap((stop, index) => (index === layer ? [] : nameIn(fieldOf(stop, 'vectors')) ?? []));
  const late = new Set(names.filter((name) => arrays.get(name)?.nUses === names.filter((other) => other === name).length));
  const nBytes = [...late].reduce((sum, name) => sum + (arrays.get(name)?.array.byteLength ?? 0), 0);
  return nBytes < LEAST_LATE_BYTES ? new Set() : late;
}

const fieldOf = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined);
