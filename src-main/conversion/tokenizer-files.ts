import { Failure } from '@contract/failure';
import type { ModelKind } from '@contract/model-card';
import { GPT2_FILE_OPTIONS, ROBERTA_FILE_OPTIONS, tokenizerJsonFromBpeFiles, type BpeFileOptions } from '../tokenizers/bpe-files';
import { checkTokenizer } from '../tokenizers/check-tokenizer';
import { JsonNode } from '../tokenizers/json-node';
import { loadTokenizer, TOKENIZER_FILE } from '../tokenizers/load-tokenizer';
import { tokenizerKindOf, type PieceTokenizerKind } from '../tokenizers/tokenizer-kind';
import { checkAddedTokens, withAddedTokens, withSplitTokens } from './added-tokens';
import { MAX_SETTINGS_BYTES, MAX_TOKENIZER_BYTES, parseJsonObject, readTextFile } from './folder-files';
import { readSentencePiece, SENTENCEPIECE_FILES } from './sentencepiece/read';
import { HARD_TEXTS } from './hard-texts';
import { lowerCased } from './lower-cased';
import { withPrefixSpace } from './prefix-space';
import { nameOf, WORDPIECE_CLASSES, withSwitches, wordPieceFromVocabulary } from './wordpiece-files';

type Json = Readonly<Record<string, unknown>>;

export interface TokenizerFiles {
  readonly kind: PieceTokenizerKind;
  /** Content by file name, as the model folder keeps them. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Reads the tokenizer of a Hugging Face folder: tokenizer.json, or the older vocab.txt, vocab.json with merges.txt, or a SentencePiece model. What it
 * gives has been tried: it makes a tokenizer whose ids the model has, and tokenizes hard texts.
 * @param vocabSize rows of the model's embedding table; null where that is not known
 * @param isLowerCased whether texts are made small first, whatever the files say
 * @throws Failure('model') when files are missing, malformed, of an unsupported kind or longer than `vocabSize`
 */
export async function readTokenizerFiles(dir: string, modelKind: ModelKind, vocabSize: number | null, isLowerCased = false): Promise<TokenizerFiles> {
  const read = (name: string): Promise<string | null> => readTextFile(dir, name, MAX_TOKENIZER_BYTES);
  const settings = parseJsonObject(await readTextFile(dir, 'tokenizer_config.json', MAX_TOKENIZER_BYTES) ?? '{}', 'tokenizer_config.json');
  const tokenFiles = { addedTokens: await read('added_tokens.json'), specialTokensMap: await read('special_tokens_map.json'), settings };
  const found = withSplitTokens(withAddedTokens(await findRoot(dir, read, modelKind, settings, vocabSize), tokenFiles), settings);
  const root = isLowerCased ? lowerCased(found) : found;
  const node = new JsonNode(root, TOKENIZER_FILE, '');
  const kind = tokenizerKindOf(node);
  checkTokenizer(node);
  const json = JSON.stringify({ ...root, padding: null, truncation: null });
  const tokenizer = await loadTokenizer(json);
  checkAddedTokens(root, (name) => tokenizer.idOf(name));
  const { nIds } = tokenizer;
  if (vocabSize !== null && nIds > vocabSize) throw new Failure('model', `The vocabulary has ${nIds} pieces but the model only ${vocabSize}; use files that belong together.`);
  // A split pattern that backtracks without end stops the process here, not when somebody types such a text.
  await tokenizer.encode(HARD_TEXTS);
  return { kind, files: { [TOKENIZER_FILE]: json } };
}

async function findRoot(dir: string, read: (name: string) => Promise<string | null>, modelKind: ModelKind, settings: Json, vocabSize: number | null): Promise<Json> {
  const json = await read(TOKENIZER_FILE);
  if (json !== null) return withPrefixSpace(withSwitches(parseJsonObject(json, TOKENIZER_FILE), settings), settings);
  const vocabText = await read('vocab.txt');
  if (vocabText !== null) {
    const tokenizerClass = settings['tokenizer_class'] ?? await classInConfig(dir) ?? 'BertTokenizer';
    if (typeof tokenizerClass !== 'string' || !WORDPIECE_CLASSES.has(tokenizerClass)) {
      throw new Failure('model', `The model wants the tokenizer ${JSON.stringify(tokenizerClass)}, which vocab.txt alone does not describe; add its tokenizer.json.`);
    }
    return wordPieceFromVocabulary(vocabText, settings);
  }
  const [vocabJson, merges] = [await read('vocab.json'), await read('merges.txt')];
  if (vocabJson !== null && merges !== null) {
    const usual = modelKind === 'gpt' ? GPT2_FILE_OPTIONS : ROBERTA_FILE_OPTIONS;
    const options = { ...usual, addPrefixSpace: settings['add_prefix_space'] === true, specialTokens: usual.specialTokens ?? askedSpecialTokens(settings) };
    return parseJsonObject(tokenizerJsonFromBpeFiles(vocabJson, merges, options, await read('special_tokens_map.json') ?? undefined), TOKENIZER_FILE);
  }
  const pieces = await readSentencePiece(dir, settings, vocabSize);
  if (pieces !== null) return pieces;
  throw new Failure('model', `The folder has no tokenizer.json, no vocab.txt, no vocab.json with merges.txt and no file of SentencePiece (${SENTENCEPIECE_FILES.join(', ')}); add the tokenizer files of the model.`);
}

/** GPT-2's files have special tokens only where the settings ask for them. */
function askedSpecialTokens(settings: Json): BpeFileOptions['specialTokens'] {
  const specialToken = (role: 'bos' | 'eos'): string | null => (settings[`add_${role}_token`] === true ? nameOf(settings[`${role}_token`]) ?? '<|endoftext|>' : null);
  const [before, after] = [specialToken('bos'), specialToken('eos')];
  return before === null && after === null ? null : { before, after };
}

async function classInConfig(dir: string): Promise<unknown> {
  const config = parseJsonObject(await readTextFile(dir, 'config.json', MAX_SETTINGS_BYTES) ?? '{}', 'config.json');
  return config['tokenizer_class'];
}
