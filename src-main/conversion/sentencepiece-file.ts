import { join } from 'node:path';
import { Failure } from '@contract/failure';
import { readPlainFile } from '../platform/plain-file';
import { MODEL_FILE } from './checkpoints/file-bytes';
import { MAX_TOKENIZER_BYTES, MAX_SETTINGS_BYTES, parseJsonObject, readTextFile } from './folder-files';
import { decodeSentencePiece, type SentencePieceModel } from './sentencepiece-schema';

type Json = Readonly<Record<string, unknown>>;
type Entry = readonly [piece: string, score: number];

const UNIGRAM = 1;
const OTHER_NAMES = ['spiece.model', 'tokenizer.model', 'sentencepiece.model'];

/** The entries that fairseq put before and after the pieces of a model, by the family that was trained with it; and how many pieces of the file they replace. */
const FAMILIES: Readonly<Record<string, { readonly before: readonly Entry[]; readonly nReplaced: number; readonly maskTakesSpace: boolean }>> = {
  'xlm-roberta': { before: [['<s>', 0], ['<pad>', 0], ['</s>', 0], ['<unk>', 0]], nReplaced: 3, maskTakesSpace: false },
  'camembert': { before: [['<s>NOTUSED', 0], ['<pad>', 0], ['</s>NOTUSED', 0], ['<unk>', 0], ['<unk>NOTUSED', -100]], nReplaced: 1, maskTakesSpace: true },
};
const CLASSES: Readonly<Record<string, string>> = { XLMRobertaTokenizer: 'xlm-roberta', XLMRobertaTokenizerFast: 'xlm-roberta', CamembertTokenizer: 'camembert', CamembertTokenizerFast: 'camembert' };

/**
 * The tokenizer.json of a folder that has sentencepiece.bpe.model alone (a Unigram model in spite of its name), as transformers makes it; null where
 * there is no file of SentencePiece.
 * @throws Failure('model') for another model than XLM-R's and CamemBERT's, whose files do not tell how its ids are counted
 */
export async function readSentencePiece(dir: string, tokenizerClass: unknown): Promise<Json | null> {
  const name = 'sentencepiece.bpe.model';
  const bytes = await bytesOf(dir, name);
  if (bytes === null) {
    for (const other of OTHER_NAMES) if (await bytesOf(dir, other) !== null) throw new Failure('model', `The folder has a ${other} but no tokenizer.json; add the tokenizer.json of the model.`);
    return null;
  }
  const config = parseJsonObject(await readTextFile(dir, 'config.json', MAX_SETTINGS_BYTES) ?? '{}', 'config.json');
  const asked = tokenizerClass ?? config['model_type'];
  const family = FAMILIES[typeof asked === 'string' && Object.hasOwn(CLASSES, asked) ? CLASSES[asked] ?? '' : String(asked)];
  if (family === undefined) throw new Failure('model', `${name} can be read for XLM-R and CamemBERT only, not for ${JSON.stringify(asked ?? null)}; add the tokenizer.json of the model.`);
  const model = decoded(bytes, name);
  if (model.modelType !== UNIGRAM) throw new Failure('model', `${name} is not a Unigram model; add the tokenizer.json of the model.`);
  const vocab = [...family.before, ...model.pieces.slice(family.nReplaced).map(({ piece, score }): Entry => [piece, score]), ['<mask>', 0] as const];
  return tokenizerOf(model, vocab, family.maskTakesSpace, name);
}

function tokenizerOf({ charsmap }: SentencePieceModel, vocab: readonly Entry[], maskTakesSpace: boolean, name: string): Json {
  const special = (content: string): { id: number; content: string } => {
    const id = vocab.findIndex(([piece]) => piece === content);
    if (id < 0) throw new Failure('model', `${name} has no ${content}; use the tokenizer files that belong to the model.`);
    return { id, content };
  };
  const [first, last] = [special('<s>'), special('</s>')];
  return {
    version: '1.0', truncation: null, padding: null,
    added_tokens: ['<s>', '<pad>', '</s>', '<unk>', '<mask>'].map((token) => ({ ...special(token), single_word: false, lstrip: maskTakesSpace && token === '<mask>', rstrip: false, normalized: false, special: true })).sort((a, b) => a.id - b.id),
    normalizer: charsmap.length === 0 ? null : { type: 'Precompiled', precompiled_charsmap: Buffer.from(charsmap).toString('base64') },
    pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'WhitespaceSplit' }, { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true }] },
    post_processor: { type: 'RobertaProcessing', sep: [last.content, last.id], cls: [first.content, first.id], trim_offsets: false, add_prefix_space: false },
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    model: { type: 'Unigram', unk_id: special('<unk>').id, vocab, byte_fallback: false },
  };
}

function decoded(bytes: Uint8Array, name: string): SentencePieceModel {
  try {
    const model = decodeSentencePiece(bytes);
    if (model.pieces.length > 0) return model;
  } catch (error) {
    throw new Failure('model', `${name} is not a model of SentencePiece, or it is damaged; fetch it again.`, String(error));
  }
  throw new Failure('model', `${name} holds no pieces; fetch it again.`);
}

async function bytesOf(dir: string, name: string): Promise<Uint8Array | null> {
  return readPlainFile(join(dir, name), MAX_TOKENIZER_BYTES, MODEL_FILE).catch((error: unknown) => {
    if (error instanceof Failure && error.code === 'not-found') return null;
    throw error;
  });
}
