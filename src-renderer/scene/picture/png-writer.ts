const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Eight bits a channel, RGBA, no interlacing. */
const FORMAT = [8, 6, 0, 0, 0];
/** Each row is stored as its difference from the row above (PNG specification, section 9.2, filter type 2). */
const FILTER_UP = 2;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** Writes a PNG strip by strip, so that a picture may be larger than any canvas and never stands in memory as a whole. */
export class PngWriter {
  private readonly chunks: Uint8Array<ArrayBuffer>[] = [];
  private readonly deflate = new CompressionStream('deflate');
  private readonly writer = this.deflate.writable.getWriter();
  private readonly isRead: Promise<void>;
  private readonly above: Uint8Array;

  constructor(private readonly width: number, height: number) {
    this.above = new Uint8Array(width * 4);
    const header = new Uint8Array(13);
    const view = new DataView(header.buffer);
    view.setUint32(0, width);
    view.setUint32(4, height);
    header.set(FORMAT, 8);
    this.chunks.push(Uint8Array.from(SIGNATURE), chunk('IHDR', header));
    this.isRead = this.collect();
  }

  /** Adds rows of straight RGBA; resolves when they are compressed. */
  async add(rows: Uint8Array | Uint8ClampedArray): Promise<void> {
    const { width, above } = this;
    const nBytes = width * 4, nRows = rows.length / nBytes;
    const filtered = new Uint8Array(nRows * (nBytes + 1));
    for (let row = 0; row < nRows; row++) {
      const from = row * nBytes, to = row * (nBytes + 1) + 1;
      filtered[to - 1] = FILTER_UP;
      for (let i = 0; i < nBytes; i++) filtered[to + i] = rows[from + i]! - (row === 0 ? above[i]! : rows[from + i - nBytes]!);
    }
    above.set(rows.subarray(rows.length - nBytes));
    await this.writer.write(filtered);
  }

  async finish(): Promise<Blob> {
    await this.writer.close();
    await this.isRead;
    return new Blob([...this.chunks, chunk('IEND', new Uint8Array(0))], { type: 'image/png' });
  }

  private async collect(): Promise<void> {
    const reader = this.deflate.readable.getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      this.chunks.push(chunk('IDAT', value));
    }
  }
}

/** Length, name, bytes and checksum. */
export function chunk(name: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes.length + 12);
  const view = new DataView(whole.buffer);
  view.setUint32(0, bytes.length);
  for (let i = 0; i < 4; i++) whole[4 + i] = name.charCodeAt(i);
  whole.set(bytes, 8);
  let crc = 0xffffffff;
  for (let i = 4; i < whole.length - 4; i++) crc = CRC_TABLE[(crc ^ whole[i]!) & 0xff]! ^ (crc >>> 8);
  view.setUint32(whole.length - 4, ~crc >>> 0);
  return whole;
}
