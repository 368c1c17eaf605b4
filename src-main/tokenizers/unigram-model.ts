import { shown, type JsonNode } from './json-node';
import { PieceTrie } from './piece-trie';
import { ID_LIMIT, type WordModel, type WordPieces } from './word-model';

/** What a character without a piece costs, below the least likely piece (sentencepiece, src/unigram_model.cc). */
const UNKNOWN_PENALTY = 10;
const MAX_PIECE_LENGTH = 512;
const MAX_NODES = 1 << 24;

const utf8 = new TextEncoder();

/** sentencepiece's unigram model: of all ways to cut a word, the most likely one. */
export class UnigramModel implements WordModel {
  readonly nIds: number;
  readonly #trie: PieceTrie;
  readonly #scores: Float64Array;
  readonly #pieces: readonly string[];
  readonly #unknown: number;
  readonly #unknownScore: number;
  /** Ids of the pieces <0x00> … <0xFF>, or null where unknown characters are not spelled in bytes. */
  readonly #byteIds: readonly number[] | null;

  /**
   * @param names marks such as <s>: their pieces stand in the vocabulary, but in a sentence the names are plain text
   * @throws Failure('model') naming the key that is wrong
   */
  constructor(model: JsonNode, names: ReadonlySet<string>) {
    const vocabulary = model.at('vocab');
    const entries = vocabulary.array();
    if (entries.length === 0) throw vocabulary.refuse('is empty');
    if (entries.length > ID_LIMIT) throw vocabulary.refuse(`has more than ${ID_LIMIT} pieces`);
    this.nIds = entries.length;
    this.#unknown = model.at('unk_id').id(entries.length);
    this.#scores = new Float64Array(entries.length);
    this.#trie = new PieceTrie(2 * entries.length);
    const pieces: string[] = [];
    for (const [id, entry] of entries.entries()) {
      const [piece, score] = Array.isArray(entry) ? entry as readonly unknown[] : [];
      if (typeof piece !== 'string' || typeof score !== 'number' || !Number.isFinite(score)) throw vocabulary.refuse(`has an entry ${id} that is not a text with a number`);
      if (piece.length > MAX_PIECE_LENGTH) throw vocabulary.refuse(`has the piece ${shown(piece)} of more than ${MAX_PIECE_LENGTH} characters`);
      pieces.push(piece);
      this.#scores[id] = score;
      if (piece !== '' && !names.has(piece)) this.#trie.add(piece, id);
      if (this.#trie.nNodes > MAX_NODES) throw vocabulary.refuse('is too large');
    }
    this.#pieces = pieces;
    this.#unknownScore = this.#scores.reduce((least, score) => Math.min(least, score), Infinity) - UNKNOWN_PENALTY;
    const byteIds = Array.from({ length: 256 }, (_, byte) => this.#trie.idOf(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`));
    this.#byteIds = model.at('byte_fallback').flag(false) ? byteIds : null;
  }

  /** Linear in the pieces: only the names of marks are ever asked for. */
  idOf(piece: string): number | undefined {
    const id = this.#pieces.lastIndexOf(piece);
    return id < 0 ? undefined : id;
  }

  pieceOf(id: number): string {
    return this.#pieces[id] ?? '';
  }

  /** Viterbi over the positions of the word; of equally likely ways the one found first, from the left and shortest piece first. */
  encode(word: string): WordPieces {
    const best = new Float64Array(word.length + 1);
    const starts = new Int32Array(word.length + 1).fill(-1);
    const ids = new Int32Array(word.length + 1);
    const offer = (from: number, to: number, score: number, id: number): void => {
      if (starts[to] !== -1 && score <= (best[to] as number)) return;
      best[to] = score;
      starts[to] = from;
      ids[to] = id;
    };
    for (let from = 0; from < word.length;) {
      const width = (word.charCodeAt(from) & 0xfc00) === 0xd800 ? 2 : 1;
      const soFar = best[from] as number;
      let isCovered = false;
      for (let at = from, node = 0; at < word.length;) {
        node = this.#trie.child(node, word.charCodeAt(at));
        if (node < 0) break;
        at += 1;
        const id = this.#trie.idAt(node);
        if (id < 0) continue;
        offer(from, at, (this.#scores[id] as number) + soFar, id);
        isCovered ||= at - from === width;
      }
      if (!isCovered) offer(from, from + width, this.#unknownScore + soFar, this.#unknown);
      from += width;
    }
    return this.#backtrack(word, starts, ids);
  }

  #backtrack(word: string, starts: Int32Array, ids: Int32Array): WordPieces {
    const found: { id: number; from: number; to: number }[] = [];
    for (let to = word.length; to > 0;) {
      const from = starts[to] as number;
      const id = ids[to] as number;
      const last = found.at(-1);
      // Neighbouring unknown characters are one unknown piece.
      if (id === this.#unknown && last?.id === this.#unknown) last.from = from;
      else found.push({ id, from, to });
      to = from;
    }
    const pieces = { ids: [] as number[], starts: [] as number[], ends: [] as number[] };
    for (const { id, from, to } of found.reverse()) {
      for (const one of id === this.#unknown ? this.#spell(word.slice(from, to)) : [id]) {
        pieces.ids.push(one);
        pieces.starts.push(from);
        pieces.ends.push(to);
      }
    }
    return pieces;
  }

  /** What stands for characters without a piece: their bytes, where the vocabulary has them all, or the unknown piece. */
  #spell(text: string): readonly number[] {
    const whole = this.#trie.idOf(text);
    if (whole >= 0) return [whole];
    if (this.#byteIds === null) return [this.#unknown];
    const ids = Array.from(utf8.encode(text), (byte) => this.#byteIds?.[byte] ?? -1);
    return ids.includes(-1) ? [this.#unknown] : ids;
  }
}
