import { join } from 'node:path';
import { Failure } from '@contract/failure';
import { readPlainFile } from '../../platform/plain-file';
import { MODEL_FILE } from '../checkpoints/file-bytes';
import { MAX_SETTINGS_BYTES, MAX_TOKENIZER_BYTES, parseJsonObject, readTextFile } from '../folder-files';
import type { TokenFiles } from '../added-tokens';
import { addedWords, listedWords, namedWords, type AddedWord, type NamedWords, type UsualWords } from './added';
import { checkModel } from './check-model';
import { FAMILIES, type Family, type FamilyName } from './families';
import { decodeSentencePiece, USER_DEFINED, type VocabularyPiece, type SentencePieceModel } from './schema';
import { readSwitches, type Switches } from './switches';

type Json = Readonly<Record<string, unknown>>;

export const SENTENCEPIECE_FILES = ['sentencepiece.bpe.model', 'spiece.model', 'spm.model', 'tokenizer.model'] as const;
const OTHER_FILES = ['sentencepiece.model'];

const CLASSES: Readonly<Record<string, FamilyName>> = {
  XLMRobertaTokenizer: 'xlm-roberta', CamembertTokenizer: 'camembert', AlbertTokenizer: 'albert', DebertaV2Tokenizer: 'deberta-v2', LlamaTokenizer: 'llama', GemmaTokenizer: 'gemma',
  TokenizersBackend: 'plain', PreTrainedTokenizer: 'plain',
};
/** By the model_type of config.json, where nothing names a class. */
const MODEL_TYPES: Readonly<Record<string, FamilyName>> = {
  'xlm-roberta': 'xlm-roberta', 'camembert': 'camembert', 'albert': 'albert', 'deberta-v2': 'deberta-v2', 'gemma': 'gemma', 'gemma2': 'gemma', 'gemma3_text': 'gemma', 'llama': 'plain', 'mistral': 'plain',
};

/** For these transformers takes no class, whatever the settings name. */
const CLASSLESS: ReadonlySet<unknown> = new Set(['mistral', 'modernbert', 'qwen2']);

/**
 * The tokenizer.json of a folder that has a model file of SentencePiece alone, as transformers makes it; null where there is no such file.
 * @param vocabSize rows of the model's embedding table: special words that neither the file nor a row has are left out
 * @throws Failure('model') for a family that is not among {@link FAMILIES}, and for what file or settings say that transformers does not follow
 */
export async function readSentencePiece(dir: string, settings: Json, vocabSize: number | null): Promise<Json | null> {
  const present: string[] = [];
  for (const name of [...SENTENCEPIECE_FILES, ...OTHER_FILES]) if (await bytesOf(dir, name) !== null) present.push(name);
  const [first] = present;
  if (first === undefined) return null;
  const config = parseJsonObject(await readTextFile(dir, 'config.json', MAX_SETTINGS_BYTES) ?? '{}', 'config.json');
  const family = familyOf(settings['tokenizer_class'] ?? config['tokenizer_class'] ?? null, config['model_type'] ?? null, first);
  const bytes = present.includes(family.file) ? await bytesOf(dir, family.file) : null;
  if (bytes === null) throw new Failure('model', `The folder has a ${first} but neither tokenizer.json nor the ${family.file} of such a model; add one of them.`);
  const read = (name: string): Promise<string | null> => readTextFile(dir, name, MAX_TOKENIZER_BYTES);
  const files = { settings, specialTokensMap: await read('special_tokens_map.json'), addedTokens: await read('added_tokens.json') };
  return tokenizerOf(family, decoded(bytes, family.file), files, vocabSize);
}

function familyOf(tokenizerClass: unknown, modelType: unknown, file: string): Family {
  const asked = typeof tokenizerClass === 'string' ? tokenizerClass.replace(/Fast$/, '') : tokenizerClass ?? modelType;
  const names = tokenizerClass === null ? MODEL_TYPES : CLASSES;
  const name = typeof asked === 'string' && Object.hasOwn(names, asked) ? names[asked] : undefined;
  if (name === undefined) {
    const known = Object.values(FAMILIES).map(({ label }) => label);
    throw new Failure('model', `${file} can be read for ${known.slice(0, -1).join(', ')} and ${known.at(-1) ?? ''} only, not for ${JSON.stringify(asked)}; add the tokenizer.json of the model.`);
  }
  return FAMILIES[CLASSLESS.has(modelType) ? 'plain' : name];
}

function tokenizerOf(family: Family, model: SentencePieceModel, files: TokenFiles, vocabSize: number | null): Json {
  // Without a class, transformers asks the file alone.
  const fixed = family.modelType === null ? { ...family.fixed, add_prefix_space: model.normalizer.addDummyPrefix } : family.fixed;
  const switches = readSwitches(files.settings, family.free, fixed);
  checkModel(family, model, files.settings);
  const named = namedWords(files, { ...usualWords(family, model), ...family.words });
  const pieces = family.pieces(model, named);
  const ids = idsOf(pieces, family.file);
  const listed = listedWords(files, named);
  const words = numbered(wordsOf(family, model, files, named), ids, vocabSize);
  const idOfWord = new Map(words.map(({ content, id }) => [content, id]));
  for (const { id, word } of listed) {
    if (idOfWord.get(word.content) !== id) throw new Failure('model', `The added token ${JSON.stringify(word.content.slice(0, 40))} has the id ${id}, which ${family.file} gives to another one; use the tokenizer files that belong to the model.`);
  }
  return {
    version: '1.0', truncation: null, padding: null, added_tokens: [...words].sort((a, b) => a.id - b.id),
    ...family.steps({ model, switches, named, pieces }), post_processor: specialTokensOf(family, switches, named, words), decoder: null,
  };
}

/** Without a class, pieces that are never split are the pre-tokenizer's, and listed words are sought before "▁" is put in front of a text. */
function wordsOf(family: Family, model: SentencePieceModel, files: TokenFiles, named: NamedWords): readonly AddedWord[] {
  if (family.modelType !== null) return addedWords(files, named, model.pieces, family.file);
  const words = addedWords(files, named, model.pieces.filter(({ type }) => type !== USER_DEFINED), family.file);
  const listed = new Set(listedWords(files, named).map(({ word }) => word.content));
  return words.map((word) => (listed.has(word.content) && model.normalizer.addDummyPrefix ? { ...word, normalized: false } : word));
}

/** Where no class names them, the model file does. */
function usualWords(family: Family, { trainer: { bosId, eosId, bosPiece, eosPiece, unkPiece } }: SentencePieceModel): UsualWords {
  return family.modelType !== null ? {} : { ...(bosId < 0 ? {} : { bos_token: bosPiece }), ...(eosId < 0 ? {} : { eos_token: eosPiece }), unk_token: unkPiece };
}

function idsOf(pieces: readonly VocabularyPiece[], name: string): ReadonlyMap<string, number> {
  const ids = new Map(pieces.map(({ piece }, id) => [piece, id]));
  if (ids.size === pieces.length) return ids;
  const twice = pieces.find(({ piece }, id) => ids.get(piece) !== id)?.piece ?? '';
  throw new Failure('model', `${name} holds the piece ${JSON.stringify(twice.slice(0, 40))} twice; use the tokenizer files that belong to the model.`);
}

/** What the vocabulary lacks follows on it, as far as the model has rows. */
function numbered(words: readonly AddedWord[], ids: ReadonlyMap<string, number>, vocabSize: number | null): readonly (AddedWord & { readonly id: number })[] {
  let next = ids.size;
  return words.flatMap((word) => {
    const id = ids.get(word.content);
    if (id !== undefined) return [{ id, ...word }];
    return vocabSize !== null && next >= vocabSize ? [] : [{ id: next++, ...word }];
  });
}

function specialTokensOf(family: Family, switches: Switches, named: NamedWords, words: readonly (AddedWord & { readonly id: number })[]): Json {
  const roles = family.specialTokens ?? [switches.add_bos_token === true ? 'bos_token' : null, switches.add_eos_token === true ? 'eos_token' : null] as const;
  const [before, after] = roles.map((role) => {
    if (role === null) return [];
    const content = named.get(role)?.content;
    const id = words.find((word) => word.content === content)?.id;
    if (content === undefined || id === undefined) throw new Failure('model', `The model wants a ${role} around every text, which ${family.file} does not have; use the tokenizer files that belong to the model.`);
    return [{ content, id }];
  });
  const parts = (specialTokens: typeof before = []): readonly Json[] => specialTokens.map(({ content }) => ({ SpecialToken: { id: content, type_id: 0 } }));
  return {
    type: 'TemplateProcessing',
    single: [...parts(before), { Sequence: { id: 'A', type_id: 0 } }, ...parts(after)],
    pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
    special_tokens: Object.fromEntries(
      [...(before ?? []), ...(after ?? [])].map(({ content, id }) => [content, { id: content, ids: [id], tokens: [content] }]),
    ),
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
