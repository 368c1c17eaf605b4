import type { JsonNode } from './json-node';
import { WordCache } from './word-cache';

/** A replacement may have this many bytes; the longest in NFKC has 33. Bounds what a hostile map can blow a text up to. */
const MAX_REPLACEMENT_BYTES = 256;
const MAX_BYTES = 1 << 24;

const utf8 = new TextEncoder();
const decoder = new TextDecoder();
const NOT_BASE64 = /[^A-Za-z0-9+/=]/u;

/**
 * sentencepiece's compiled character map: a uint32 length in bytes, a Darts double array of that length whose keys are UTF-8
 * texts, and the replacements, UTF-8, each ended by a zero byte; a key's value is the place of its replacement.
 * A unit of the array holds the last byte of its key (bits 0-7 and 31), whether a value follows (bit 8) and the distance to
 * what follows (bits 10-30, times 256 where bit 9 is set). Source: sentencepiece, src/normalizer.cc; Darts-clone, darts.h.
 */
export class CharacterMap {
  readonly #units: Uint32Array;
  readonly #replacements: Uint8Array;
  readonly #known = new WordCache<{ readonly replacement: string | null }>();
  /** A text becomes at most this many times as long. */
  readonly growth: number;
  /** Whether printable ASCII characters stay what they are. */
  readonly keepsAscii: boolean;

  /** @param node the map in base64. @throws Failure('model') when it is no such map. */
  constructor(node: JsonNode) {
    const bytes = decodeBase64(node);
    const nBytes = bytes.length < 4 ? 0 : new DataView(bytes.buffer).getUint32(0, true);
    if (nBytes === 0 || nBytes % 4 !== 0 || 4 + nBytes > bytes.length) throw node.refuse('is cut off');
    const view = new DataView(bytes.buffer, 4, nBytes);
    this.#units = Uint32Array.from({ length: nBytes / 4 }, (_, i) => view.getUint32(4 * i, true));
    this.#replacements = bytes.subarray(4 + nBytes);
    if (!isUtf8(this.#replacements)) throw node.refuse('holds text that is not UTF-8');
    this.growth = Math.max(1, longestRun(this.#replacements));
    if (this.growth > MAX_REPLACEMENT_BYTES) throw node.refuse(`replaces a character by more than ${MAX_REPLACEMENT_BYTES} bytes`);
    this.keepsAscii = Array.from({ length: 0x5f }, (_, i) => String.fromCodePoint(0x20 + i)).every((character) => this.#find(character) === null);
  }

  /** The replacement of the shortest key that the text begins with; null where there is none. */
  replacementOf(text: string): string | null {
    return this.#known.get(text, (part) => ({ replacement: this.#find(part) })).replacement;
  }

  #find(text: string): string | null {
    const units = this.#units;
    const value = (at: number): number => units[at] ?? 0;
    let at = offsetOf(value(0));
    for (const byte of utf8.encode(text)) {
      if (byte === 0) return null;
      at ^= byte;
      const unit = value(at);
      if (labelOf(unit) !== byte) return null;
      at ^= offsetOf(unit);
      if (hasValue(unit)) return this.#replacementAt(value(at) & 0x7fffffff);
    }
    return null;
  }

  #replacementAt(place: number): string | null {
    if (place > this.#replacements.length) return null;
    const end = this.#replacements.indexOf(0, place);
    return decoder.decode(this.#replacements.subarray(place, end < 0 ? this.#replacements.length : end));
  }
}

function decodeBase64(node: JsonNode): Uint8Array<ArrayBuffer> {
  const encoded = node.string();
  if (encoded.length > 2 * MAX_BYTES) throw node.refuse('is too large');
  if (NOT_BASE64.test(encoded)) throw node.refuse('is not a character map in base64');
  try {
    return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  } catch {
    throw node.refuse('is not a character map in base64');
  }
}

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}

/** Bit 31 is part of it, so that a value is never taken for a byte. */
function labelOf(unit: number): number {
  return (unit & 0x800000ff) >>> 0;
}

function hasValue(unit: number): boolean {
  return (unit & 0x100) !== 0;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Bytes between two zero bytes. */
function longestRun(bytes: Uint8Array): number {
  let longest = 0;
  let start = 0;
  for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
    longest = Math.max(longest, end - start);
    start = end + 1;
  }
  return Math.max(longest, bytes.length - start);
}
