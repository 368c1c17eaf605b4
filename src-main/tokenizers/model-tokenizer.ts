import type { Piece } from '@contract/embedding';
import { ByteLevelBpeModel } from './byte-level-bpe-model';
import { JsonNode, shown } from './json-node';
import { readFinish, type Finish } from './marks';
import { normalized, readNormalizer, type Normalizer } from './normalizer';
import { readPreTokenizer, type PreTokenizer } from './pre-tokenizer';
import type { PieceTokenizer, TokenizedSentence } from './tokenizer';
import { trimOffsets } from './trim-offsets';
import { UnigramModel } from './unigram-model';
import { WordCache } from './word-cache';
import { ID_LIMIT, type WordModel, type WordPieces } from './word-model';

const FILE = 'tokenizer.json';
const PAD_NAMES = ['<pad>', '[PAD]', '<|pad|>', '<|padding|>'];

/** A tokenizer made from Hugging Face's tokenizer.json: equal ids and spans (UTF-16) to those of Python `tokenizers`. */
export class ModelTokenizer implements PieceTokenizer {
  readonly nIds: number;
  readonly marks: PieceTokenizer['marks'];
  readonly #cache = new WordCache<WordPieces>();

  constructor(
    private readonly normalize: Normalizer,
    private readonly preTokenizer: PreTokenizer,
    private readonly model: WordModel,
    private readonly finish: Finish,
    readonly padId: number,
  ) {
    this.marks = finish.marks;
    this.nIds = Math.max(model.nIds, padId + 1, ...[...finish.marks.before, ...finish.marks.after].map((id) => id + 1));
  }

  encode(text: string): TokenizedSentence {
    const source = normalized(text, this.normalize);
    const { text: { text: rewritten, starts, ends }, words } = this.preTokenizer.split({ text: source, words: source.text === '' ? [] : [{ from: 0, to: source.text.length }] });
    const ids: number[] = [];
    const pieces: Piece[] = [];
    for (const { from, to } of words) {
      const found = this.#cache.get(rewritten.slice(from, to), (word) => this.model.encode(word));
      for (const [i, id] of found.ids.entries()) {
        const charStart = starts[from + (found.starts[i] ?? 0)] ?? 0;
        const charEnd = ends[from + (found.ends[i] ?? 0) - 1] ?? 0;
        ids.push(id);
        pieces.push({ piece: this.model.pieceOf(id), charStart, charEnd });
      }
    }
    const { trim } = this.finish;
    return { ids, pieces: trim === null ? pieces : pieces.map((piece, i) => trimOffsets(piece, i === 0, text, trim.addPrefixSpace)) };
  }
}

/**
 * Reads a byte-level BPE or Unigram tokenizer. Special tokens named in a sentence are plain text.
 * @throws Failure('model') naming the key that is wrong, or what is not supported.
 */
export function readModelTokenizer(json: string, kind: 'byte-level-bpe' | 'unigram'): ModelTokenizer {
  const root = JsonNode.parse(json, FILE);
  const names = readSpecialTokens(root.at('added_tokens'));
  const preTokenizer = readPreTokenizer(root.at('pre_tokenizer'));
  const model = readModel(root.at('model'), kind, new Set(names.keys()));
  if (preTokenizer.isByteLevel !== (kind === 'byte-level-bpe')) throw root.at('pre_tokenizer').refuse(`does not fit a ${kind} vocabulary`);
  const nIds = [...names.values()].reduce((most, id) => Math.max(most, id + 1), model.nIds);
  const finish = readFinish(root.at('post_processor'), nIds);
  return new ModelTokenizer(readNormalizer(root.at('normalizer')), preTokenizer, model, finish, padIdOf(root, names, model, nIds));
}

function readModel(node: JsonNode, kind: 'byte-level-bpe' | 'unigram', names: ReadonlySet<string>): WordModel {
  const type = node.at('type');
  const expected = kind === 'unigram' ? 'Unigram' : 'BPE';
  if (!type.isNull && type.string() !== expected) throw type.refuse(`is ${shown(type.string())} where ${expected} is expected`);
  return kind === 'unigram' ? new UnigramModel(node, names) : new ByteLevelBpeModel(node);
}

/** Names and ids. A word that was added to be cut out of texts is refused: left uncut it would get other ids than in training. */
function readSpecialTokens(node: JsonNode): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  if (node.isNull) return names;
  for (const token of node.elements()) {
    const content = token.at('content').string();
    if (!token.at('special').flag(false)) throw token.refuse(`adds the word ${shown(content)} to the vocabulary, which is not supported`);
    names.set(content, token.at('id').id(ID_LIMIT));
  }
  return names;
}

function padIdOf(root: JsonNode, names: ReadonlyMap<string, number>, model: WordModel, nIds: number): number {
  const padding = root.at('padding');
  if (!padding.isNull && !padding.at('pad_id').isNull) return padding.at('pad_id').id(nIds);
  for (const name of PAD_NAMES) {
    const id = names.get(name) ?? model.idOf(name);
    if (id !== undefined) return id;
  }
  return 0;
}
