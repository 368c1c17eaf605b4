import { Failure } from '@contract/failure';
import { parseJsonObject, requireObject, unexpectedForm } from './folder-files';
import { nameOf } from './wordpiece-files';

type Json = Readonly<Record<string, unknown>>;

/** A word that is cut out of a text before anything else, as tokenizer.json lists it. */
interface AddedToken {
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
  for (const name of [...(isWordPiece ? USUAL_NAMES : []), ...namesIn(settings), ...(specialTokensMap === null ? [] : namesIn(parseJsonObject(specialTokensMap, 'special_tokens_map.json')))]) {
    const id = idOf(name);
    if (id !== null) add({ id, content: name, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true });
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

function namesIn(settings: Json): readonly string[] {
  return Object.entries(settings).flatMap(([key, value]) => {
    if (LISTS.includes(key)) return (Array.isArray(value) ? value as readonly unknown[] : []).map(nameOf);
    return key.endsWith('_token') && !key.startsWith('add_') ? [nameOf(value)] : [];
  }).filter((name) => name !== null);
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
    return { id, content, single_word: token['single_word'] === true, lstrip: token['lstrip'] === true, rstrip: token['rstrip'] === true, normalized, special };
  });
}

const isId = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31;
