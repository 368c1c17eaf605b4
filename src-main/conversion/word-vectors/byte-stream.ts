import type { ByteSource } from './byte-source';

const CHUNK_BYTES = 2 ** 20;
const NEWLINE = 10;

/**
 * A window that moves over a source: `bytes[at, end)` is what has been read and not yet used. Holds one chunk and the longest piece that
 * was asked for at once, never more.
 */
export class ByteStream {
  bytes: Buffer = Buffer.allocUnsafe(2 * CHUNK_BYTES);
  at = 0;
  end = 0;
  /** Where the line that {@link nextLine} found ends; it begins at `at`. */
  lineEnd = 0;
  private isAtEnd = false;

  /** @param onChunk called after every chunk that was read; may throw to end the work */
  constructor(private readonly source: ByteSource, private readonly onChunk: () => void = () => undefined) {}

  /** Makes at least `n` bytes stand in the window. @returns false where the source ends before */
  async require(n: number): Promise<boolean> {
    while (this.end - this.at < n) if (!(await this.fill(n))) return false;
    return true;
  }

  /** Moves on by `n` bytes, unread. @returns false where the source ends before */
  async skip(n: number): Promise<boolean> {
    while (n > this.end - this.at) {
      n -= this.end - this.at;
      this.at = this.end;
      if (!(await this.fill(1))) return false;
    }
    this.at += n;
    return true;
  }

  /** Finds the place of a byte at or after `at`, not further away than `nMost`. @returns -1 where it is not there */
  async find(byte: number, nMost: number): Promise<number> {
    for (let from = this.at; ;) {
      const limit = Math.min(this.end, this.at + nMost);
      const found = from < limit ? this.bytes.subarray(from, limit).indexOf(byte) : -1;
      if (found >= 0) return from + found;
      if (limit - this.at === nMost) return -1;
      const nSeen = limit - this.at;
      if (!(await this.fill(nSeen + 1))) return -1;
      from = this.at + nSeen;
    }
  }

  /**
   * Finds the end of the line that begins at `at`: a line feed or the end of the source. The caller moves `at` behind it.
   * @returns `end` at the end of the source, `long` where the line is longer than `nMost` bytes
   */
  async nextLine(nMost: number): Promise<'line' | 'end' | 'long'> {
    const found = await this.find(NEWLINE, nMost);
    if (found >= 0) {
      this.lineEnd = found;
      return 'line';
    }
    if (this.end - this.at >= nMost) return 'long';
    if (this.end === this.at) return 'end';
    this.lineEnd = this.end;
    return 'line';
  }

  /** Reads on; `at` and what stands there may move to the front. */
  private async fill(nWanted: number): Promise<boolean> {
    if (this.isAtEnd) return false;
    if (this.at > 0) {
      this.bytes.copyWithin(0, this.at, this.end);
      this.end -= this.at;
      this.at = 0;
    }
    if (nWanted + CHUNK_BYTES > this.bytes.length) {
      const larger = Buffer.allocUnsafe(nWanted + CHUNK_BYTES);
      larger.set(this.bytes.subarray(0, this.end));
      this.bytes = larger;
    }
    const nRead = await this.source.read(this.bytes.subarray(0, Math.min(this.bytes.length, this.end + CHUNK_BYTES)), this.end);
    this.end += nRead;
    this.isAtEnd = nRead === 0;
    this.onChunk();
    return nRead > 0;
  }
}
