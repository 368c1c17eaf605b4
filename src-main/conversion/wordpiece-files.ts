import { Failure } from '@contract/failure';
import { requireObject } from './folder-files';

type Json = Readonly<Record<string, unknown>>;

const USUAL_NAMES = { cls_token: '[CLS]', sep_token: '[SEP]', unk_token: '[UNK]' } as const;
/** How transformers calls them, and the library. */
const SWITCHES = { do_lower_case: 'lowercase', strip_accents: 'strip_accents', tokenize_chinese_chars: 'handle_chinese_chars' } as const;

/** Tokenizers whose vocab.txt is matched greedily behind BERT's normaliser; others (mecab, for one) have a vocab.txt too. */
export const WORDPIECE_CLASSES = new Set(['Bert', 'DistilBert', 'Electra', 'MobileBert', 'MPNet', 'Lxmert', 'Funnel', 'ConvBert'].flatMap((name) => [`${name}Tokenizer`, `${name}TokenizerFast`]));
/** These know no switches: tokenizer.json alone counts. */
const PLAIN_CLASSES: ReadonlySet<unknown> = new Set(['PreTrainedTokenizerFast', 'TokenizersBackend']);

/**
 * The switches of BERT's normaliser come from tokenizer_config.json first, as in transformers, and from tokenizer.json where it is silent. A WordPiece
 * vocabulary with another normaliser keeps it.
 */
export function withSwitches(root: Json, settings: Json): Json {
  const normalizer = root['normalizer'];
  if (PLAIN_CLASSES.has(settings['tokenizer_class'])) return root;
  if (normalizer === undefined || normalizer === null) return root;
  const found = requireObject(normalizer, 'tokenizer.json');
  return found['type'] === 'BertNormalizer' ? { ...root, normalizer: { ...found, ...given(settings) } } : root;
}

/**
 * The tokenizer.json of a folder that has vocab.txt alone, as transformers makes it: lower-cased unless tokenizer_config.json says otherwise.
 * @throws Failure('model') when a special token is not in the vocabulary
 */
export function wordPieceFromVocabulary(vocabText: string, settings: Json): Json {
  const vocab = parseVocabulary(vocabText);
  const specialToken = (key: keyof typeof USUAL_NAMES): readonly [string, number] => {
    const name = nameOf(settings[key]) ?? USUAL_NAMES[key];
    const id = vocab.get(name);
    if (id === undefined) throw new Failure('model', `The vocabulary has no ${name}; use the vocab.txt that belongs to the model.`);
    return [name, id];
  };
  return {
    version: '1.0', truncation: null, padding: null, added_tokens: [],
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true, ...given(settings) },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: { type: 'BertProcessing', sep: specialToken('sep_token'), cls: specialToken('cls_token') },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: { type: 'WordPiece', unk_token: specialToken('unk_token')[0], continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab: Object.fromEntries(vocab) },
  };
}

/** One entry a line, the line number is the id. Only `\n` separates lines; trailing white space is no part of an entry. A blank line counts as one and is none. */
function parseVocabulary(vocabText: string): ReadonlyMap<string, number> {
  return new Map(vocabText.split('\n').flatMap((line, id) => {
    const entry = line.replace(/\p{White_Space}+$/u, '');
    return entry === '' ? [] : [[entry, id] as const];
  }));
}

/** The switches that tokenizer_config.json names; null counts only for strip_accents, where it has a meaning. */
function given(settings: Json): Json {
  return Object.fromEntries(Object.entries(SWITCHES).flatMap(([name, ours]) => {
    const value = settings[name];
    if (value === undefined || (value === null && name !== 'strip_accents')) return [];
    if (value !== null && typeof value !== 'boolean') throw new Failure('model', `tokenizer_config.json has a ${name} that is neither true nor false; use the tokenizer files that belong to the model.`);
    return [[ours, value]];
  }));
}

/** A name as it stands, or with its properties, as older files write it. */
export function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return null;
  const content: unknown = (value as Json)['content'];
  return typeof content === 'string' ? content : null;
}

