import { Failure } from '@contract/failure';
import { parseJsonObject, requireObject, unexpectedForm } from '../folder-files';
import type { AddedToken, TokenFiles } from '../added-tokens';
import { CONTROL, USER_DEFINED, type VocabularyPiece } from './schema';

type Json = Readonly<Record<string, unknown>>;

/** An added token still without its id. */
export type AddedWord = Omit<AddedToken, 'id'>;

export const ROLES = ['bos_token', 'eos_token', 'unk_token', 'sep_token', 'pad_token', 'cls_token', 'mask_token'] as const;
export type Role = typeof ROLES[number];
export type UsualWords = Readonly<Partial<Record<Role, string | AddedWord>>>;
/** By role first, then by the other keys that end in `_token`. */
export type NamedWords = ReadonlyMap<string, AddedWord>;

const CONFIG = 'tokenizer_config.json';

export function specialWord(content: string, flags: Partial<AddedWord> = {}): AddedWord {
  return { content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true, ...flags };
}

/** The words with a role: those of the files before the usual ones; null takes one away. */
export function namedWords(files: TokenFiles, usual: UsualWords): NamedWords {
  const given = declared(files);
  const found = new Map<string, AddedWord>();
  for (const role of ROLES) {
    const value = given[role] === undefined ? usual[role] ?? null : given[role];
    if (value !== null) found.set(role, wordOf(value));
  }
  for (const [key, value] of Object.entries(given)) {
    if (
      key.endsWith('_token') &&
      !key.startsWith('add_') &&
      !found.has(key) &&
      !isRole(key) &&
      (typeof value === 'string' || (typeof value === 'object' && value !== null))
    )
      found.set(key, wordOf(value));
  }
  return found;
}

/**
 * All words to be split off, in the order in which transformers numbers those that the vocabulary lacks; the flags of a word
 * that comes twice are those of added_tokens_decoder, or else the last ones.
 * @throws Failure('model') where a list of the settings takes the place of the file's without a word that SentencePiece never splits
 */
export function addedWords(files: TokenFiles, named: NamedWords, pieces: readonly VocabularyPiece[], name: string): readonly AddedWord[] {
  const listed = listedWords(files, named);
  const found = new Map<string, AddedWord>(listed.map(({ word }) => [word.content, word]));
  const isListed = new Set(found.keys());
  const add = (word: AddedWord): void => { if (!isListed.has(word.content)) found.set(word.content, word); };
  for (const word of named.values()) add({ ...word, special: true });
  const roles = new Set([...named.values()].map(({ content }) => content));
  const given = declared(files);
  const extra = [given['extra_special_tokens'], given['additional_special_tokens']].find((list) => Array.isArray(list) && list.length > 0) as readonly unknown[] | undefined;
  if (extra !== undefined) for (const word of extra) add(wordOf(word));
  for (const { piece, type } of pieces) {
    if (type !== CONTROL && type !== USER_DEFINED) continue;
    if (extra === undefined) add(specialWord(piece, { special: type === CONTROL || roles.has(piece) }));
    else if (type === USER_DEFINED && !found.has(piece)) throw new Failure('model', `${CONFIG} lists additional_special_tokens without ${JSON.stringify(piece.slice(0, 40))}, which ${name} never cuts; add the tokenizer.json of the model.`);
  }
  return [...found.values()];
}

/** With the ids that the files give them: added_tokens_decoder, or else added_tokens.json. */
export function listedWords(files: TokenFiles, named: NamedWords): readonly { readonly id: number; readonly word: AddedWord }[] {
  const decoder = files.settings['added_tokens_decoder'] ?? null;
  if (decoder !== null) return Object.entries(requireObject(decoder, CONFIG)).map(([id, word]) => ({ id: idOf(Number(id), CONFIG), word: wordOf(word) })).sort((a, b) => a.id - b.id);
  const given = declared(files);
  const roles = new Set(ROLES.filter((role) => typeof given[role] === 'string' || typeof given[role] === 'object').map((role) => named.get(role)?.content));
  return Object.entries(parseJsonObject(files.addedTokens ?? '{}', 'added_tokens.json')).map(([content, id]) => {
    const special = roles.has(content);
    return { id: idOf(id, 'added_tokens.json'), word: specialWord(content, { special, normalized: !special }) };
  }).sort((a, b) => a.id - b.id);
}

/** tokenizer_config.json, under special_tokens_map.json where it lists no added tokens itself. */
function declared({ settings, specialTokensMap }: TokenFiles): Json {
  return (settings['added_tokens_decoder'] ?? null) !== null || specialTokensMap === null ? settings : { ...settings, ...parseJsonObject(specialTokensMap, 'special_tokens_map.json') };
}

function wordOf(value: unknown): AddedWord {
  if (typeof value === 'string') return specialWord(value);
  const object = requireObject(value, CONFIG);
  const { content, single_word, lstrip, rstrip, normalized, special } = object;
  if (typeof content !== 'string') throw unexpectedForm(CONFIG);
  return specialWord(content, {
    single_word: single_word === true,
    lstrip: lstrip === true,
    rstrip: rstrip === true,
    special: special === true,
    normalized: typeof normalized === 'boolean' ? normalized : special !== true,
  });
}

function idOf(id: unknown, name: string): number {
  if (typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < 2 ** 31) return id;
  throw unexpectedForm(name);
}

const isRole = (key: string): key is Role => (ROLES as readonly string[]).includes(key);
