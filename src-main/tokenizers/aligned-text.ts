/**
 * A text that was rewritten, with the way back: UTF-16 unit `i` of `text` came from `[starts[i], ends[i])` of the original
 * (UTF-16 offsets of whole code points). Both arrays have at least `text.length` entries.
 */
export interface AlignedText {
  readonly text: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** A part `[from, to)` of an aligned text. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

const LONE_SURROGATE = /\p{Cs}/u;

/** The text as it is, without lone surrogates, which no encoding of the reference can hold. */
export function alignedText(text: string): AlignedText {
  if (!LONE_SURROGATE.test(text)) {
    const starts = new Int32Array(text.length);
    const ends = new Int32Array(text.length);
    for (let at = 0; at < text.length; at += 1) {
      const isPair = (text.charCodeAt(at) & 0xfc00) === 0xd800;
      starts[at] = at;
      ends[at] = isPair ? at + 2 : at + 1;
      if (!isPair) continue;
      starts[at + 1] = at;
      ends[at + 1] = at + 2;
      at += 1;
    }
    return { text, starts, ends };
  }
  const builder = new AlignedTextBuilder(text.length);
  for (let at = 0; at < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(at) as number);
    if (!LONE_SURROGATE.test(character)) builder.add(character, at, at + character.length);
    at += character.length;
  }
  return builder.build();
}

/** Puts an aligned text together, piece by piece. */
export class AlignedTextBuilder {
  readonly #parts: string[] = [];
  #starts: Int32Array;
  #ends: Int32Array;
  #length = 0;

  constructor(nExpected: number) {
    this.#starts = new Int32Array(nExpected + 16);
    this.#ends = new Int32Array(nExpected + 16);
  }

  get length(): number {
    return this.#length;
  }

  /** Adds text that came, as a whole, from `[charStart, charEnd)` of the original. */
  add(text: string, charStart: number, charEnd: number): void {
    this.#reserve(text.length);
    this.#starts.fill(charStart, this.#length, this.#length + text.length);
    this.#ends.fill(charEnd, this.#length, this.#length + text.length);
    this.#parts.push(text);
    this.#length += text.length;
  }

  /** Adds `[from, to)` of another aligned text. */
  addPart(source: AlignedText, from: number, to: number): void {
    this.#reserve(to - from);
    this.#starts.set(source.starts.subarray(from, to), this.#length);
    this.#ends.set(source.ends.subarray(from, to), this.#length);
    this.#parts.push(source.text.slice(from, to));
    this.#length += to - from;
  }

  build(): AlignedText {
    return { text: this.#parts.join(''), starts: this.#starts, ends: this.#ends };
  }

  #reserve(nMore: number): void {
    if (this.#length + nMore <= this.#starts.length) return;
    const size = 2 * (this.#length + nMore);
    const starts = new Int32Array(size);
    const ends = new Int32Array(size);
    starts.set(this.#starts);
    ends.set(this.#ends);
    this.#starts = starts;
    this.#ends = ends;
  }
}
