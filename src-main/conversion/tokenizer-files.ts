import { Failure } from '@contract/failure';
import type { ModelKind } from '@contract/model-card';
import { GPT2_FILE_OPTIONS, ROBERTA_FILE_OPTIONS, tokenizerJsonFromBpeFiles } from '../tokenizers/bpe-files';
import { loadTokenizer, tokenizerKindOf } from '../tokenizers/load-tokenizer';
import type { PieceTokenizerKind } from '../tokenizers/load-tokenizer';
import { MAX_SETTINGS_BYTES, MAX_TOKENIZER_BYTES, parseJsonObject, readTextFile } from './folder-files';
import { wordPieceFromJson, wordPieceFromVocabulary } from './wordpiece-files';

export interface TokenizerFiles {
  readonly kind: PieceTokenizerKind;
  /** Content by file name, as the model folder keeps them. */
  readonly files: Readonly<Record<string, string>>;
}

/** Tokenizers whose vocab.txt is cut greedily behind BERT's normaliser; others (mecab, for one) have a vocab.txt too. */
const WORDPIECE_CLASSES = new Set(['Bert', 'DistilBert', 'Electra', 'MobileBert', 'MPNet', 'Lxmert', 'Funnel', 'ConvBert'].flatMap((name) => [`${name}Tokenizer`, `${name}TokenizerFast`]));

/**
 * Reads the tokenizer of a Hugging Face folder: tokenizer.json, or the older vocab.txt, or vocab.json with merges.txt. What it gives has been tried:
 * it makes a tokenizer whose ids the model has.
 * @param vocabSize rows of the model's embedding table; null where that is not known
 * @throws Failure('model') when files are missing, malformed, of an unsupported kind or longer than `vocabSize`
 */
export async function readTokenizerFiles(dir: string, modelKind: ModelKind, vocabSize: number | null): Promise<TokenizerFiles> {
  const read = (name: string): Promise<string | null> => readTextFile(dir, name, MAX_TOKENIZER_BYTES);
  const settings = parseJsonObject(await readTextFile(dir, 'tokenizer_config.json', MAX_TOKENIZER_BYTES) ?? '{}', 'tokenizer_config.json');
  const found = await findFiles(read, modelKind, settings, await classInConfig(dir));
  const { nIds } = loadTokenizer(found.kind, found.files);
  if (vocabSize !== null && nIds > vocabSize) throw new Failure('model', `The vocabulary has ${nIds} pieces but the model only ${vocabSize}; use files that belong together.`);
  return found;
}

async function findFiles(read: (name: string) => Promise<string | null>, modelKind: ModelKind, settings: Readonly<Record<string, unknown>>, fallbackClass: unknown): Promise<TokenizerFiles> {
  const json = await read('tokenizer.json');
  if (json !== null) {
    const kind = tokenizerKindOf(json);
    return { kind, files: kind === 'wordpiece' ? wordPieceFromJson(json, settings) : { 'tokenizer.json': json } };
  }
  const vocabText = await read('vocab.txt');
  if (vocabText !== null) {
    const tokenizerClass = settings['tokenizer_class'] ?? fallbackClass ?? 'BertTokenizer';
    if (typeof tokenizerClass !== 'string' || !WORDPIECE_CLASSES.has(tokenizerClass)) {
      throw new Failure('model', `The model wants the tokenizer ${JSON.stringify(tokenizerClass)}, which vocab.txt alone does not describe; add its tokenizer.json.`);
    }
    return { kind: 'wordpiece', files: wordPieceFromVocabulary(vocabText, settings) };
  }
  const [vocabJson, merges] = [await read('vocab.json'), await read('merges.txt')];
  if (vocabJson !== null && merges !== null) {
    const usual = modelKind === 'gpt' ? GPT2_FILE_OPTIONS : ROBERTA_FILE_OPTIONS;
    const options = { ...usual, addPrefixSpace: settings['add_prefix_space'] === true };
    const specialTokens = await read('special_tokens_map.json');
    return { kind: 'byte-level-bpe', files: { 'tokenizer.json': tokenizerJsonFromBpeFiles(vocabJson, merges, options, specialTokens ?? undefined) } };
  }
  const pieces = (await Promise.all(['sentencepiece.bpe.model', 'spiece.model', 'tokenizer.model'].map(async (name) => (await read(name) === null ? [] : [name])))).flat()[0];
  if (pieces !== undefined) throw new Failure('model', `The folder has a ${pieces} but no tokenizer.json; add the tokenizer.json of the model.`);
  throw new Failure('model', 'The folder has no tokenizer.json, no vocab.txt and no vocab.json with merges.txt; add the tokenizer files of the model.');
}

async function classInConfig(dir: string): Promise<unknown> {
  return parseJsonObject(await readTextFile(dir, 'config.json', MAX_SETTINGS_BYTES) ?? '{}', 'config.json')['tokenizer_class'];
}
