import { Tokenizer, type Encoding } from 'tokenizers';
import { Failure } from '@contract/failure';
import { countedText } from './code-points';
import type { PieceTokenizer, TokenizedSentence } from './tokenizer';

/** The file of a model folder that a tokenizer is made from. */
export const TOKENIZER_FILE = 'tokenizer.json';

const PAD_NAMES = ['<pad>', '[PAD]', '<|pad|>', '<|padding|>'];
/** One of them gives at least one piece in any vocabulary of use. */
const PROBES = ['a', 'the', '1', '.', '一'];
const REMEDY = 'use the tokenizer files that belong to the model.';

export interface LoadedTokenizer extends PieceTokenizer {
  /** Every id that it can give, special tokens and padding included, is below this: the embedding table must have as many rows. */
  readonly nIds: number;
  /** The id of an entry of the vocabulary or of an added token. */
  idOf(name: string): number | null;
}

/**
 * The library's own reading of tokenizer.json: equal ids and spans to those of Python `tokenizers`. Names of special tokens that stand in a sentence are
 * these tokens. What the file says of padding and truncation does not count: sentences are cut and filled elsewhere.
 * @throws Failure('model') naming what is wrong with it.
 */
export async function loadTokenizer(json: string): Promise<LoadedTokenizer> {
  let tokenizer: Tokenizer;
  try {
    tokenizer = Tokenizer.fromString(json);
    tokenizer.disablePadding();
    tokenizer.disableTruncation();
  } catch (error) {
    throw new Failure('model', `${TOKENIZER_FILE} cannot be read: ${reasonOf(error)}; ${REMEDY}`, String(error));
  }
  return new LibraryTokenizer(tokenizer, await specialTokensOf(tokenizer));
}

class LibraryTokenizer implements LoadedTokenizer {
  readonly padId: number;
  private readonly names = new Map<number, string>();

  constructor(private readonly tokenizer: Tokenizer, readonly specialTokens: PieceTokenizer['specialTokens']) {
    this.padId = PAD_NAMES.map((name) => this.idOf(name)).find((id) => id !== null) ?? 0;
  }

  get nIds(): number {
    const ids = [...Object.values(this.tokenizer.getVocab(true)), ...this.specialTokens.before, ...this.specialTokens.after, this.padId];
    return ids.reduce((most, id) => Math.max(most, id + 1), 0);
  }

  idOf(name: string): number | null {
    return this.tokenizer.tokenToId(name);
  }

  async encode(texts: readonly string[]): Promise<readonly TokenizedSentence[]> {
    const counted = texts.map(countedText);
    const encodings = await encodeAll(this.tokenizer, counted.map(({ text }) => text), false);
    return encodings.map((encoding, i) => {
      const ids = encoding.getIds();
      const pieces = encoding.getOffsets().map(([from = 0, to = 0], at) => {
        const [charStart, charEnd] = counted[i]?.span(from, to) ?? [0, 0];
        return { piece: this.nameOf(ids[at] ?? 0), charStart, charEnd };
      });
      return { ids, pieces };
    });
  }

  /** The entry of the vocabulary: of what is unknown the library tells the text itself. */
  private nameOf(id: number): string {
    let name = this.names.get(id);
    if (name === undefined) {
      name = this.tokenizer.idToToken(id) ?? '';
      this.names.set(id, name);
    }
    return name;
  }
}

async function encodeAll(tokenizer: Tokenizer, texts: readonly string[], addSpecialTokens: boolean): Promise<readonly Encoding[]> {
  if (texts.length === 0) return [];
  return tokenizer.encodeBatch([...texts], { addSpecialTokens }).catch((error: unknown) => {
    throw new Failure('model', `The tokenizer of the model cannot cut this text: ${reasonOf(error)}; ${REMEDY}`, String(error));
  });
}

/** What stands around the pieces of a text when special tokens are asked for. @throws Failure('model') when the text itself is not left as it is. */
async function specialTokensOf(tokenizer: Tokenizer): Promise<PieceTokenizer['specialTokens']> {
  const [bare, marked] = [await encodeAll(tokenizer, PROBES, false), await encodeAll(tokenizer, PROBES, true)];
  for (const [i, encoding] of bare.entries()) {
    const inner = encoding.getIds();
    const outer = marked[i]?.getIds() ?? [];
    if (inner.length === 0) continue;
    const isSpecial = marked[i]?.getSpecialTokensMask() ?? [];
    const first = isSpecial.indexOf(0);
    const before = outer.slice(0, Math.max(0, first));
    const after = outer.slice(before.length + inner.length);
    if (first < 0 || outer.slice(first, first + inner.length).join() !== inner.join() || isSpecial.slice(first + inner.length).includes(0)) break;
    return { before, after };
  }
  throw new Failure('model', `${TOKENIZER_FILE} makes nothing of a simple word, or does not leave a sentence whole between its marks; ${REMEDY}`);
}

/** The library's words, as a part of a sentence. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.slice(0, 200).replace(/[.\s]+$/u, '');
}
