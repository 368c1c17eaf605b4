import type { CharSpan } from '@contract/occurrence';
import { contains, expandRanges } from './code-point-ranges';
import { DROPPED, MARKS, PUNCTUATION } from './reference-categories';

export interface BasicTokenizerOptions {
  /** Remove control, format and private-use characters, and read every kind of white space as a space. */
  readonly cleanText: boolean;
  readonly lowercase: boolean;
  readonly stripAccents: boolean;
  /** Make every ideograph a piece of its own. */
  readonly tokenizeChinese: boolean;
}

/**
 * A pre-token: normalised text and, per code point of it, the range of the original text it came from.
 * `starts[i]` and `ends[i]` are UTF-16 offsets.
 */
export interface BasicPiece {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** What one code point of the original becomes. */
interface CharacterRule {
  readonly kind: 'drop' | 'space' | 'text';
  readonly characters: readonly { readonly text: string; readonly role: 'space' | 'punctuation' | 'word' }[];
  /** Pieces end before and after it. */
  readonly cut: boolean;
}

const DROP: CharacterRule = { kind: 'drop', characters: [], cut: false };
const SPACE: CharacterRule = { kind: 'space', characters: [], cut: false };
const WHITE_SPACE = /^\p{White_Space}$/u;
const IDEOGRAPHS = expandRanges('3400-4dbf 4e00-9fff f900-faff 20000-2a6df 2a700-2b73f 2b740-2b81f 2b920-2ceaf 2f800-2fa1f');
// The block of extension E begins at 2B820; the reference begins at 2B920, and equal ids are the aim.

/**
 * Normalisation and pre-tokenisation of BERT as Hugging Face's Rust `tokenizers` does it, with offsets.
 * Works code point by code point, so marks that canonical ordering would swap keep their order (only for marks that are not Mn).
 */
export class BasicTokenizer {
  readonly #rules = new Map<number, CharacterRule>();

  constructor(readonly options: BasicTokenizerOptions) {}

  split(text: string): BasicPiece[] {
    const pieces: BasicPiece[] = [];
    let open: { text: string; starts: number[]; ends: number[] } | null = null;
    const close = (): void => {
      if (open !== null) pieces.push(open);
      open = null;
    };
    let charEnd = 0;
    for (let charStart = 0; charStart < text.length; charStart = charEnd) {
      const codePoint = text.codePointAt(charStart) ?? 0;
      charEnd = charStart + (codePoint > 0xffff ? 2 : 1);
      const rule = this.#rule(codePoint);
      if (rule.kind === 'drop') continue;
      if (rule.kind === 'space') { close(); continue; }
      if (rule.cut) close();
      for (const character of rule.characters) {
        if (character.role !== 'word') close();
        if (character.role === 'space') continue;
        open ??= { text: '', starts: [], ends: [] };
        open.text += character.text;
        open.starts.push(charStart);
        open.ends.push(charEnd);
        if (character.role === 'punctuation') close();
      }
      if (rule.cut) close();
    }
    close();
    return pieces;
  }

  #rule(codePoint: number): CharacterRule {
    let rule = this.#rules.get(codePoint);
    if (rule === undefined) {
      rule = ruleFor(codePoint, this.options);
      this.#rules.set(codePoint, rule);
    }
    return rule;
  }
}

function ruleFor(codePoint: number, options: BasicTokenizerOptions): CharacterRule {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return DROP;
  const original = String.fromCodePoint(codePoint);
  if (options.cleanText && contains(dropped, codePoint)) return DROP;
  if (WHITE_SPACE.test(original)) return SPACE;
  let text = original;
  if (options.stripAccents) text = [...text.normalize('NFD')].filter((c) => !contains(marks, c.codePointAt(0) ?? 0)).join('');
  // By code point: on a whole word JavaScript would make a final sigma of the last Σ.
  if (options.lowercase) text = [...text].map((c) => c.toLowerCase()).join('');
  const cut = options.tokenizeChinese && contains(IDEOGRAPHS, codePoint);
  const characters = [...text].map((c) => ({ text: c, role: roleOf(c) }));
  return characters.length === 0 && !cut ? DROP : { kind: 'text', characters, cut };
}

function roleOf(character: string): 'space' | 'punctuation' | 'word' {
  if (WHITE_SPACE.test(character)) return 'space';
  return contains(punctuation, character.codePointAt(0) ?? 0) ? 'punctuation' : 'word';
}

const dropped = expandRanges(DROPPED);
const marks = expandRanges(MARKS);
const punctuation = expandRanges(PUNCTUATION);

/** The range of the original text that code points `[from, to)` of a piece came from. */
export function spanOf(piece: BasicPiece, from: number, to: number): CharSpan {
  return { charStart: piece.starts[from] ?? 0, charEnd: piece.ends[to - 1] ?? 0 };
}
