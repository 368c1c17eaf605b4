import type { Piece } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { BasicTokenizer, spanOf } from './basic-tokenizer';
import type { PieceTokenizer } from './tokenizer';
import type { WordPieceOptions } from './wordpiece-options';

export interface SpecialIds {
  readonly cls: number;
  readonly sep: number;
  readonly pad: number;
  readonly unk: number;
}

export interface WordPieceEncoding {
  /** Without `[CLS]` and `[SEP]`. */
  readonly ids: readonly number[];
  /** As long as `ids`; a piece that is not the first of its word begins with `##`. */
  readonly pieces: readonly Piece[];
}

/** The pieces of one pre-token: ids, texts and lengths in code points. */
interface Match {
  readonly ids: readonly number[];
  readonly pieces: readonly string[];
  readonly lengths: readonly number[];
}

const MAX_CACHED_PIECES = 50_000;
const CONTINUATION = '##';
const TRAILING_SPACE = /\p{White_Space}+$/u;

/** WordPiece as Hugging Face's Rust `tokenizers` does it: equal ids and offsets (UTF-16). `[CLS]` and the like in the text are plain text. */
export class WordPieceTokenizer implements PieceTokenizer {
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly special: SpecialIds;
  readonly marks: PieceTokenizer['marks'];
  readonly padId: number;
  /** Ids are below this. */
  readonly nIds: number;
  readonly #basic: BasicTokenizer;
  readonly #maxCharacters: number;
  readonly #unknown: string;
  readonly #longest: number;
  readonly #matches = new Map<string, Match>();

  /** @throws Failure('model') when a special token is not in the vocabulary. */
  constructor(vocabulary: ReadonlyMap<string, number>, options: WordPieceOptions) {
    this.vocabulary = vocabulary;
    const { cls, sep, pad, unk } = options.special;
    this.special = { cls: this.#idOf(cls), sep: this.#idOf(sep), pad: this.#idOf(pad), unk: this.#idOf(unk) };
    this.#unknown = unk;
    this.marks = { before: [this.special.cls], after: [this.special.sep] };
    this.padId = this.special.pad;
    this.nIds = [...vocabulary.values()].reduce((most, id) => Math.max(most, id + 1), 0);
    this.#basic = new BasicTokenizer({ ...options, stripAccents: options.stripAccents ?? options.lowercase });
    this.#maxCharacters = options.maxCharactersPerWord;
    this.#longest = [...vocabulary.keys()].reduce((longest, piece) => Math.max(longest, piece.length), 0);
  }

  encode(text: string): WordPieceEncoding {
    const ids: number[] = [];
    const pieces: Piece[] = [];
    for (const preToken of this.#basic.split(text)) {
      const match = this.#match(preToken.text, preToken.starts.length);
      let from = 0;
      for (const [i, id] of match.ids.entries()) {
        const to = from + (match.lengths[i] ?? 0);
        ids.push(id);
        pieces.push({ piece: match.pieces[i] ?? '', ...spanOf(preToken, from, to) });
        from = to;
      }
    }
    return { ids, pieces };
  }

  #match(text: string, nCodePoints: number): Match {
    let match = this.#matches.get(text);
    if (match === undefined) {
      match = (nCodePoints > this.#maxCharacters ? null : this.#longestMatches(text))
        ?? { ids: [this.special.unk], pieces: [this.#unknown], lengths: [nCodePoints] };
      if (this.#matches.size >= MAX_CACHED_PIECES) this.#matches.clear();
      this.#matches.set(text, match);
    }
    return match;
  }

  /** Greedy longest match from the left; null where nothing matches at some point. */
  #longestMatches(text: string): Match | null {
    const ids: number[] = [];
    const pieces: string[] = [];
    const lengths: number[] = [];
    let start = 0;
    while (start < text.length) {
      const prefix = start === 0 ? '' : CONTINUATION;
      let end = Math.min(text.length, start + this.#longest);
      let id: number | undefined;
      for (; end > start; end -= 1) {
        if (splitsPair(text, end)) continue;
        id = this.vocabulary.get(prefix + text.slice(start, end));
        if (id !== undefined) break;
      }
      if (id === undefined) return null;
      const matched = text.slice(start, end);
      ids.push(id);
      pieces.push(prefix + matched);
      lengths.push([...matched].length);
      start = end;
    }
    return { ids, pieces, lengths };
  }

  #idOf(token: string): number {
    const id = this.vocabulary.get(token);
    if (id === undefined) throw new Failure('model', `The vocabulary has no ${token}; use the vocab.txt that belongs to the model.`);
    return id;
  }
}

/** Whether a cut before UTF-16 position `at` would tear a surrogate pair apart. */
function splitsPair(text: string, at: number): boolean {
  const low = text.charCodeAt(at);
  const high = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff;
}

/** One token a line, the line number is the id. Only `\n` separates lines; trailing white space is not part of a token. */
export function parseVocabulary(vocabText: string): Map<string, number> {
  const lines = vocabText.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return new Map(lines.map((line, id) => [line.replace(TRAILING_SPACE, ''), id]));
}

/** @throws Failure('model') when a special token is not in the vocabulary. */
export function loadWordPiece(vocabText: string, options: WordPieceOptions): WordPieceTokenizer {
  return new WordPieceTokenizer(parseVocabulary(vocabText), options);
}
