import { open, type FileHandle } from 'node:fs/promises';
import { toFloat16 } from '../../model-format/float16';
import type { NumberFormat } from '../../model-format/word-table/word-vector-file';

const BUFFER_BYTES = 4 * 2 ** 20;

/** Writes rows of numbers to a file, one after the other. `add` only collects; call `flush` where `isFull`. */
export class RowWriter {
  nRows = 0;
  private readonly buffer: Uint8Array;
  private nBuffered = 0;

  private constructor(private readonly file: FileHandle, private readonly dim: number, private readonly format: NumberFormat) {
    const nRowBytes = dim * (format === 'f32' ? 4 : 2);
    this.buffer = new Uint8Array(Math.max(1, Math.floor(BUFFER_BYTES / nRowBytes)) * nRowBytes);
  }

  /** @throws the file system's error */
  static async create(path: string, dim: number, format: NumberFormat): Promise<RowWriter> {
    return new RowWriter(await open(path, 'wx'), dim, format);
  }

  get isFull(): boolean {
    return this.nBuffered === this.buffer.length;
  }

  /** @returns false where a number is too large for half precision; the row is not added then */
  add(row: Float32Array): boolean {
    if (row.length !== this.dim || this.isFull) throw new RangeError(`a row of ${row.length} numbers where ${this.dim} belong, or a full buffer`);
    const stored = this.format === 'f32' ? row : toFloat16(row);
    if (stored instanceof Uint16Array && stored.some((half) => (half & 0x7c00) === 0x7c00)) return false;
    this.buffer.set(new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength), this.nBuffered);
    this.nBuffered += stored.byteLength;
    this.nRows++;
    return true;
  }

  /** @throws the file system's error, such as that of a full disk */
  async flush(): Promise<void> {
    for (let at = 0; at < this.nBuffered;) {
      const { bytesWritten } = await this.file.write(this.buffer, at, this.nBuffered - at);
      at += bytesWritten;
    }
    this.nBuffered = 0;
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}
