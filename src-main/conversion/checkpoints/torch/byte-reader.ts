/** The bytes end before what is read does. */
export class EndOfBytes extends Error {}

/** Reads little-endian values one after the other. Every method throws {@link EndOfBytes} rather than read past the end. */
export class ByteReader {
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array, public position: number) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(): number {
    return this.view.getUint8(this.advance(1));
  }

  uint16(): number {
    return this.view.getUint16(this.advance(2), true);
  }

  int32(): number {
    return this.view.getInt32(this.advance(4), true);
  }

  uint32(): number {
    return this.view.getUint32(this.advance(4), true);
  }

  /** Big-endian, as pickles have it. */
  float64(): number {
    return this.view.getFloat64(this.advance(8), false);
  }

  /** Two's complement of any length up to 255 bytes; a number where it is a safe one. */
  long(nBytes: number): number | bigint {
    const taken = this.take(nBytes);
    let value = 0n;
    for (let i = taken.length - 1; i >= 0; i -= 1) value = (value << 8n) | BigInt(taken[i] ?? 0);
    value = BigInt.asIntN(8 * nBytes, value);
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
  }

  text(nBytes: number): string {
    return new TextDecoder().decode(this.take(nBytes));
  }

  /** Up to the next line break, which is read too. */
  line(): string {
    const end = this.bytes.indexOf(0x0a, this.position);
    if (end === -1) throw new EndOfBytes();
    const text = this.text(end - this.position);
    this.position += 1;
    return text;
  }

  /** A copy. */
  take(nBytes: number): Uint8Array {
    const start = this.advance(nBytes);
    return this.bytes.slice(start, start + nBytes);
  }

  private advance(nBytes: number): number {
    const start = this.position;
    if (start + nBytes > this.bytes.length) throw new EndOfBytes();
    this.position = start + nBytes;
    return start;
  }
}
