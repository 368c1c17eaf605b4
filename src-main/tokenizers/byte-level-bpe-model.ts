import { BYTE_CHARACTERS } from './byte-level';
import { BytePairMerges } from './byte-pair-merges';
import { isId, shown, type JsonNode } from './json-node';
import { ID_LIMIT, type WordModel, type WordPieces } from './word-model';

const utf8 = new TextEncoder();
const MAX_MERGES = 1 << 24;

/** Byte-level BPE as GPT-2 and RoBERTa have it: bytes of words, merged. */
export class ByteLevelBpeModel implements WordModel {
  readonly nIds: number;
  readonly #ids: ReadonlyMap<string, number>;
  readonly #pieces: ReadonlyMap<number, string>;
  readonly #merges: BytePairMerges;
  /** Per byte: its id, or -1 where the vocabulary lacks it. */
  readonly #byteIds: readonly number[];
  readonly #unknown: number | null;
  readonly #fusesUnknown: boolean;
  readonly #takesWholeWords: boolean;

  /** @throws Failure('model') naming the key that is wrong, or an option that is not supported. */
  constructor(model: JsonNode) {
    refuseOptions(model);
    const ids = readVocabulary(model.at('vocab'));
    this.#ids = ids;
    this.#pieces = new Map([...ids].map(([piece, id]) => [id, piece]));
    this.nIds = [...ids.values()].reduce((most, id) => Math.max(most, id + 1), 0);
    this.#merges = readMerges(model.at('merges'), ids, this.nIds);
    this.#byteIds = BYTE_CHARACTERS.map((character) => ids.get(character) ?? -1);
    this.#unknown = this.#byteIds.includes(-1) ? unknownId(model.at('unk_token'), ids) : null;
    this.#fusesUnknown = model.at('fuse_unk').flag(false);
    this.#takesWholeWords = model.at('ignore_merges').flag(false);
  }

  idOf(piece: string): number | undefined {
    return this.#ids.get(piece);
  }

  pieceOf(id: number): string {
    return this.#pieces.get(id) ?? '';
  }

  encode(word: string): WordPieces {
    const bytes = utf8.encode(word);
    const ids: number[] = [];
    // Lengths are counted in the UTF-8 bytes of the byte characters, as the reference does; 1 or 2 each.
    const lengths: number[] = [];
    const whole = this.#takesWholeWords ? this.#ids.get(Array.from(bytes, (byte) => BYTE_CHARACTERS[byte]).join('')) : undefined;
    if (whole === undefined) {
      this.#symbols(bytes, ids, lengths);
      this.#merges.apply(ids, lengths);
    } else {
      ids.push(whole);
      lengths.push(bytes.reduce((sum, byte) => sum + lengthOf(byte), 0));
    }
    return locate(word, bytes, ids, lengths);
  }

  #symbols(bytes: Uint8Array, ids: number[], lengths: number[]): void {
    let isUnknownOpen = false;
    for (const byte of bytes) {
      const id = this.#byteIds[byte] as number;
      const length = lengthOf(byte);
      if (id >= 0) {
        ids.push(id);
        lengths.push(length);
        isUnknownOpen = false;
      } else if (this.#unknown !== null) {
        if (isUnknownOpen && this.#fusesUnknown) {
          lengths[lengths.length - 1] = (lengths.at(-1) as number) + length;
        } else {
          ids.push(this.#unknown);
          lengths.push(length);
        }
        isUnknownOpen = true;
      }
      // Without an unknown piece the reference drops the byte, and what follows moves to its place; so it does here.
    }
  }
}

/** UTF-8 length of the character that stands for a byte. */
function lengthOf(byte: number): number {
  return (BYTE_CHARACTERS[byte] as string).charCodeAt(0) < 0x80 ? 1 : 2;
}

/** From lengths in UTF-8 bytes of byte characters to UTF-16 units of the word; a piece that ends inside a character takes all of it. */
function locate(word: string, bytes: Uint8Array, ids: readonly number[], lengths: readonly number[]): WordPieces {
  const starts: number[] = [];
  const ends: number[] = [];
  if (bytes.length === word.length && bytes.every((byte) => byte > 0x20 && byte < 0x7f)) {
    let from = 0;
    for (const length of lengths) {
      starts.push(from);
      ends.push(from += length);
    }
    return { ids, starts, ends };
  }
  const unitStarts: number[] = [];
  const unitEnds: number[] = [];
  let b = 0;
  for (let at = 0; at < word.length;) {
    const codePoint = word.codePointAt(at) as number;
    const end = at + (codePoint > 0xffff ? 2 : 1);
    const nBytes = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    for (const last = b + nBytes; b < last; b += 1) {
      for (let n = lengthOf(bytes[b] as number); n > 0; n -= 1) {
        unitStarts.push(at);
        unitEnds.push(end);
      }
    }
    at = end;
  }
  let from = 0;
  for (const length of lengths) {
    const to = from + length;
    starts.push(unitStarts[from] ?? word.length);
    ends.push(unitEnds[to - 1] ?? word.length);
    from = to;
  }
  return { ids, starts, ends };
}

function refuseOptions(model: JsonNode): void {
  const dropout = model.at('dropout');
  if (!dropout.isNull && dropout.value !== 0) throw dropout.refuse('is set, but a sentence must always be cut in the same way');
  for (const key of ['continuing_subword_prefix', 'end_of_word_suffix'] as const) {
    const affix = model.at(key);
    if (!affix.isNull && affix.string() !== '') throw affix.refuse('is set; only byte-level vocabularies without it can be used');
  }
  const fallback = model.at('byte_fallback');
  if (fallback.flag(false)) throw fallback.refuse('is set; only byte-level vocabularies without it can be used');
}

function readVocabulary(node: JsonNode): Map<string, number> {
  const ids = new Map<string, number>();
  const taken = new Set<number>();
  for (const [piece, id] of Object.entries(node.object())) {
    if (!isId(id, ID_LIMIT)) throw node.refuse(`gives ${shown(piece)} an id that is not a whole number from 0 to ${ID_LIMIT - 1}`);
    if (taken.has(id)) throw node.refuse(`gives the id ${id} twice`);
    taken.add(id);
    ids.set(piece, id);
  }
  if (ids.size === 0) throw node.refuse('is empty');
  return ids;
}

function readMerges(node: JsonNode, ids: ReadonlyMap<string, number>, nIds: number): BytePairMerges {
  const merges = new BytePairMerges(nIds);
  const list = node.array();
  if (list.length > MAX_MERGES) throw node.refuse(`has more than ${MAX_MERGES} merges`);
  for (const [i, merge] of list.entries()) {
    const parts: unknown = typeof merge === 'string' ? merge.split(' ') : merge;
    if (!Array.isArray(parts) || parts.length !== 2) throw node.refuse(`has an entry ${i} that is not a pair`);
    const [left, right] = parts as readonly unknown[];
    if (typeof left !== 'string' || typeof right !== 'string') throw node.refuse(`has an entry ${i} that is not a pair of texts`);
    const known = [left, right, left + right].map((piece) => {
      const id = ids.get(piece);
      if (id === undefined) throw node.refuse(`has an entry ${i} with ${shown(piece)}, which is not in the vocabulary`);
      return id;
    });
    merges.add(known[0] as number, known[1] as number, known[2] as number);
  }
  return merges;
}

function unknownId(node: JsonNode, ids: ReadonlyMap<string, number>): number | null {
  if (node.isNull) return null;
  const id = ids.get(node.string());
  if (id === undefined) throw node.refuse('is not in the vocabulary');
  return id;
}
