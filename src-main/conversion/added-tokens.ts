import { Failure } from '@contract/failure';
import { parseJsonObject, requireObject, unexpectedForm } from './folder-files';
import { nameOf } from './wordpiece-files';

type Json = Readonly<Record<string, unknown>>;

/** A word that is split off a text before anything else, as tokenizer.json lists it. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly single_word: boolean;
  readonly lstrip: boolean;
  readonly rstrip: boolean;
  readonly normalized: boolean;
  readonly special: boolean;
}

/** The files that tell of added tokens beside tokenizer.json; null where the folder has none. */
export interface TokenFiles {
  readonly addedTokens: string | null;
  readonly specialTokensMap: string | null;
  readonly settings: Json;
}

const USUAL_NAMES = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
/** MPNet's, whose vocabulary has no [CLS]. */
const FAIRSEQ_NAMES = ['<s>', '<pad>', '</s>', '<mask>', '[UNK]'];
const LISTS = ['additional_special_tokens', 'extra_special_tokens'];

/**
 * Adds what the other files of the folder declare: words of added_tokens.json and `added_tokens_decoder`, with their ids, and the names of special tokens
 * that the vocabulary has. A special token without a place in the vocabulary ([MASK], often) has none in the model either and is left out.
 */
export function withAddedTokens(root: Json, { addedTokens, specialTokensMap, settings }: TokenFiles): Json {
  const listed = root['added_tokens'] ?? [];
  if (!Array.isArray(listed)) throw unexpectedForm('tokenizer.json');
  const known = new Set(listed.map((token: unknown) => nameOf(token)));
  const idOf = finder(root);
  const found: AddedToken[] = [];
  const add = (token: AddedToken): void => {
    if (known.has(token.content) || token.content === '') return;
    known.add(token.content);
    found.push(token);
  };
  const isWordPiece = (root['model'] as Json | null | undefined)?.['type'] === 'WordPiece';
  const usual = !isWordPiece ? [] : idOf('[CLS]') === null && idOf('<s>') !== null ? FAIRSEQ_NAMES : USUAL_NAMES;
  const declared = [...namesIn(settings), ...(specialTokensMap === null ? [] : namesIn(parseJsonObject(specialTokensMap, 'special_tokens_map.json')))];
  // What is declared with properties goes first: a bare name says nothing of them.
  for (const token of [...declared.filter((entry) => typeof entry !== 'string'), ...usual, ...declared]) {
    const content = nameOf(token) ?? '';
    const id = idOf(content);
    if (id !== null) add({ id, content, ...flagsOf(token), normalized: false, special: true });
  }
  for (const token of decoderTokens(settings['added_tokens_decoder'])) add(token);
  if (addedTokens !== null) {
    for (const [content, id] of Object.entries(parseJsonObject(addedTokens, 'added_tokens.json'))) {
      if (!isId(id)) throw unexpectedForm('added_tokens.json');
      add({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: true, special: false });
    }
  }
  return { ...root, added_tokens: [...(listed as readonly unknown[]), ...found.sort((a, b) => a.id - b.id)] };
}

/** @throws Failure('model') where a token would get another id than the files give it: the library numbers what the vocabulary lacks by itself. */
export function checkAddedTokens(root: Json, idOf: (name: string) => number | null): void {
  const listed = root['added_tokens'];
  if (!Array.isArray(listed)) return;
  for (const token of listed as readonly unknown[]) {
    const { id, content } = requireObject(token, 'tokenizer.json');
    if (typeof content !== 'string' || content === '' || idOf(content) === id) continue;
    throw new Failure('model', `The added token ${JSON.stringify(content.slice(0, 40))} has the id ${String(id)}, which does not follow on the vocabulary; use the tokenizer files that belong to the model.`);
  }
}

function finder(root: Json): (name: string) => number | null {
  const vocab = requireObject(root['model'], 'tokenizer.json')['vocab'];
  if (Array.isArray(vocab)) {
    const ids = new Map((vocab as readonly unknown[]).map((entry, id) => [Array.isArray(entry) ? (entry as readonly unknown[])[0] : null, id]));
    return (name) => ids.get(name) ?? null;
  }
  const ids = requireObject(vocab, 'tokenizer.json');
  return (name) => (Object.hasOwn(ids, name) && isId(ids[name]) ? ids[name] : null);
}

/** Names as they stand, or with their properties. */
function namesIn(settings: Json): readonly unknown[] {
  return Object.entries(settings).flatMap(([key, value]) => {
    // A list, or since transformers 5 names by their role.
    if (LISTS.includes(key)) return typeof value === 'object' && value !== null ? Object.values(value) as readonly unknown[] : [];
    return key.endsWith('_token') && !key.startsWith('add_') ? [value] : [];
  });
}

function flagsOf(token: unknown): Pick<AddedToken, 'single_word' | 'lstrip' | 'rstrip'> {
  const { single_word: singleWord, lstrip, rstrip } = (typeof token === 'object' && token !== null ? token : {}) as Json;
  return { single_word: singleWord === true, lstrip: lstrip === true, rstrip: rstrip === true };
}

/**
 * `split_special_tokens`: names of special tokens in a sentence are tokenized like any other text.
 * @throws Failure('model') where it is set and such a token has no place in the vocabulary, from which alone its id would come then
 */
export function withSplitTokens(root: Json, settings: Json): Json {
  const value = settings['split_special_tokens'];
  if (value !== true) return root;
  const idOf = finder(root);
  const listed = (Array.isArray(root['added_tokens']) ? root['added_tokens'] as readonly unknown[] : []).map((token) => requireObject(token, 'tokenizer.json'));
  const isSpecial = ({ special }: Json): boolean => special === true;
  const apart = listed.find((token) => isSpecial(token) && idOf(nameOf(token) ?? '') === null);
  if (apart !== undefined) throw new Failure('model', `tokenizer_config.json sets split_special_tokens, which cannot be done for ${JSON.stringify(nameOf(apart))}: it is not in the vocabulary itself. Set it to false.`);
  return { ...root, added_tokens: listed.filter((token) => !isSpecial(token)) };
}

function decoderTokens(value: unknown): readonly AddedToken[] {
  if (value === undefined || value === null) return [];
  return Object.entries(requireObject(value, 'tokenizer_config.json')).map(([key, entry]) => {
    const token = requireObject(entry, 'tokenizer_config.json');
    const content = nameOf(token);
    const id = Number(key);
    if (content === null || !isId(id)) throw unexpectedForm('tokenizer_config.json');
    const special = token['special'] === true;
    const normalized = typeof token['normalized'] === 'boolean' ? token['normalized'] : !special;
    return { id, content, ...flagsOf(token), normalized, special };
  });
}

const isId = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31;
