import type { FileBytes } from '../checkpoints/file-bytes';

/** A field of a protobuf message; the payload of a length-delimited one lies at `[begin, end)`. */
export interface ProtoField {
  readonly number: number;
  /** Of a number; 0 where the field is none. */
  readonly value: number;
  /** Null unless the field is length-delimited. */
  readonly begin: number | null;
  readonly end: number;
}

/** The bytes are no protobuf message. */
export class NotProtobuf extends Error {}

const WINDOW_BYTES = 2 ** 16;
const EMPTY = new Uint8Array(0);

/** Walks protobuf messages in a file without loading what is not asked for (protobuf.dev/programming-guides/encoding). */
export class ProtoScanner {
  private window = EMPTY;
  private windowAt = 0;

  constructor(private readonly file: FileBytes) {}

  /** The fields of the message in `[begin, end)`, in order. @throws NotProtobuf */
  * fields(begin: number, end: number): Generator<ProtoField> {
    for (let at = begin; at < end;) {
      const tag = this.varint(at, end);
      const number = Math.floor(tag.value / 8);
      const wireType = tag.value % 8;
      if (number === 0) throw new NotProtobuf();
      if (wireType === 0) {
        const { value, next } = this.varint(tag.next, end);
        yield { number, value, begin: null, end: next };
        at = next;
      } else if (wireType === 2) {
        const length = this.varint(tag.next, end);
        at = length.next + length.value;
        if (!(at <= end)) throw new NotProtobuf();
        yield { number, value: 0, begin: length.next, end: at };
      } else if (wireType === 1 || wireType === 5) {
        at = tag.next + (wireType === 1 ? 8 : 4);
        if (at > end) throw new NotProtobuf();
        yield { number, value: 0, begin: null, end: at };
      } else throw new NotProtobuf();
    }
  }

  /** The varints of a packed field. */
  * packed(begin: number, end: number): Generator<number> {
    for (let at = begin; at < end;) {
      const { value, next } = this.varint(at, end);
      yield value;
      at = next;
    }
  }

  /** @throws NotProtobuf when there are more than `maxBytes`. */
  bytes(begin: number, end: number, maxBytes: number): Uint8Array {
    if (end - begin > maxBytes) throw new NotProtobuf();
    return this.file.read(begin, end - begin);
  }

  text(begin: number, end: number, maxBytes: number): string {
    return new TextDecoder().decode(this.bytes(begin, end, maxBytes));
  }

  /** Up to ten bytes; values beyond 2^53 lose their last bits, and none of them is a length here. */
  private varint(at: number, end: number): { readonly value: number; readonly next: number } {
    let value = 0;
    for (let i = 0; i < 10; i += 1) {
      if (at + i >= end) throw new NotProtobuf();
      const byte = this.byte(at + i);
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return { value, next: at + i + 1 };
    }
    throw new NotProtobuf();
  }

  private byte(at: number): number {
    if (at < this.windowAt || at >= this.windowAt + this.window.length) {
      this.windowAt = at;
      this.window = this.file.read(at, Math.min(WINDOW_BYTES, this.file.nBytes - at));
    }
    return this.window[at - this.windowAt] ?? 0;
  }
}
