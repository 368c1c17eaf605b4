import type { Piece } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import type { CharSpan } from '@contract/occurrence';
import { subwordBuckets } from '../../../model-format/word-table/subwords';
import { MAX_WORD_BYTES } from '../../../model-format/word-table/limits';
import type { TokenizedSentence } from '../../../tokenizers/tokenizer';
import type { ModelTokenizer } from '../../runtime/encoder';
import { retokenizeAt, wordsIn } from '../elmo/retokenize';
import { formsToTry, plainWord } from './static-forms';
import { loadStaticWords, type StaticWords } from './static-words';

/** Id of a word without a vector. */
const UNKNOWN = -1;
/** Id of a word that is not in the table but has a vector, made of the n-grams of its form (fastText). */
const COMPOSED = -2;

/** Words looked at to see whether capitals are kept apart, and how many of a hundred must have one. */
const N_LOOKED_AT = 50_000;
const CASED_PERCENT = 1;

/**
 * Splits sentences into words and finds them in the table; an id is a row. A word is looked up in the forms of {@link formsToTry}; `piece` is the one that
 * was found. Of an unknown word `piece` is the form that fastText's n-grams are taken of: as written where the vocabulary has capitals, in lower case otherwise.
 */
export class StaticTokenizer implements ModelTokenizer {
  readonly maxPieces = Infinity;
  readonly nSpecialTokens = { before: 0, after: 0 } as const;
  /** Whether more than one word in a hundred of the most frequent has a capital. */
  readonly isCased: boolean;

  constructor(readonly card: ModelCard, readonly words: StaticWords) {
    this.isCased = hasCapitals(words);
  }

  /** @throws Failure `model` where the folder is incomplete or damaged. */
  static async load(folder: string, card: ModelCard): Promise<StaticTokenizer> {
    return new StaticTokenizer(card, await loadStaticWords(folder));
  }

  tokenize(texts: readonly string[]): Promise<readonly TokenizedSentence[]> {
    return Promise.resolve(texts.map((text) => this.tokenizeSentence(text)));
  }

  tokenizeSentence(text: string): TokenizedSentence {
    return this.sentenceOf(text, wordsIn(text, 0, text.length));
  }

  /** A target without blanks that no row has is made of n-grams as a whole; of several words the mean is taken instead. */
  form(text: string): TokenizedSentence | null {
    const { id, piece } = this.lookUp(text, plainWord(text));
    return id >= 0 || (id === COMPOSED && !/\s/u.test(text)) ? { ids: [id], pieces: [{ piece, charStart: 0, charEnd: text.length }] } : null;
  }

  /** Else the vector of a longer word would stand for the target inside it. */
  retokenize(text: string, { pieces }: TokenizedSentence, target: CharSpan): TokenizedSentence | null {
    const retokenized = retokenizeAt(text, pieces, target);
    return retokenized === null ? null : this.sentenceOf(text, retokenized);
  }

  knows(id: number): boolean {
    return id !== UNKNOWN;
  }

  /** Whether the vector is made of the form's n-grams rather than read from a row. */
  isComposed(id: number): boolean {
    return id === COMPOSED;
  }

  /** The buckets of a form's n-grams; none where the model has no n-grams or the form is longer than any word of a table may be. */
  buckets(form: string): readonly number[] {
    const { subwords } = this.words;
    if (subwords === null) return [];
    const bytes = new TextEncoder().encode(form);
    return bytes.length > MAX_WORD_BYTES ? [] : subwordBuckets(bytes, subwords);
  }

  private sentenceOf(text: string, words: readonly Piece[]): TokenizedSentence {
    const ids: number[] = [];
    const pieces = words.map(({ piece: form, charStart, charEnd }) => {
      const { id, piece } = this.lookUp(text.slice(charStart, charEnd), form);
      ids.push(id);
      return { piece, charStart, charEnd };
    });
    return { ids, pieces };
  }

  private lookUp(written: string, form: string): { id: number; piece: string } {
    for (const piece of formsToTry(written, form)) {
      const id = this.words.index.find(piece);
      if (id >= 0) return { id, piece };
    }
    const composed = form.normalize('NFC');
    const piece = this.isCased ? composed : composed.toLowerCase();
    return { id: this.buckets(piece).length > 0 ? COMPOSED : UNKNOWN, piece };
  }
}

function hasCapitals({ index }: StaticWords): boolean {
  const n = Math.min(index.nWords, N_LOOKED_AT);
  let nCapitals = 0;
  for (let row = 0; row < n; row++) if (/\p{Lu}/u.test(index.word(row))) nCapitals++;
  return nCapitals * 100 > n * CASED_PERCENT;
}
