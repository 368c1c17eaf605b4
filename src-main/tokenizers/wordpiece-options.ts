import { Failure } from '@contract/failure';

/** The switches of a BERT tokenizer. */
export interface WordPieceOptions {
  readonly cleanText: boolean;
  readonly lowercase: boolean;
  /** null: the same as `lowercase`. */
  readonly stripAccents: boolean | null;
  readonly tokenizeChinese: boolean;
  /** A pre-token with more code points than this is one `[UNK]`. */
  readonly maxCharactersPerWord: number;
  readonly special: SpecialTokens;
}

/** How the vocabulary writes what is no text. */
export interface SpecialTokens {
  readonly cls: string;
  readonly sep: string;
  readonly pad: string;
  readonly unk: string;
}

const BERT_TOKENS: SpecialTokens = { cls: '[CLS]', sep: '[SEP]', pad: '[PAD]', unk: '[UNK]' };
export const UNCASED: WordPieceOptions = { cleanText: true, lowercase: true, stripAccents: null, tokenizeChinese: true, maxCharactersPerWord: 100, special: BERT_TOKENS };
export const CASED: WordPieceOptions = { ...UNCASED, lowercase: false };

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the switches from the content of `tokenizer_config.json`. Unknown keys are ignored; a model's casing is never guessed.
 * @throws Failure('model') when it is not a JSON object, a switch is not true or false, or it does not say whether to lowercase.
 */
export function parseWordPieceOptions(json: string): WordPieceOptions {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw refused('is not valid JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw refused('is not an object');
  const config = parsed as Json;
  const lowercase = flag(config, 'do_lower_case');
  if (lowercase === null) throw refused('lacks do_lower_case');
  const max = config['max_input_chars_per_word'] ?? UNCASED.maxCharactersPerWord;
  if (typeof max !== 'number' || !Number.isInteger(max) || max < 1) throw refused('has a max_input_chars_per_word that is not a positive whole number');
  return {
    cleanText: flag(config, 'clean_text') ?? true,
    lowercase,
    stripAccents: flag(config, 'strip_accents'),
    tokenizeChinese: flag(config, 'tokenize_chinese_chars') ?? true,
    maxCharactersPerWord: max,
    special: { cls: token(config, 'cls_token', BERT_TOKENS.cls), sep: token(config, 'sep_token', BERT_TOKENS.sep), pad: token(config, 'pad_token', BERT_TOKENS.pad), unk: token(config, 'unk_token', BERT_TOKENS.unk) },
  };
}

function flag(config: Json, key: string): boolean | null {
  const value = config[key];
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value;
  throw refused(`has a ${key} that is neither true nor false`);
}

function token(config: Json, key: string, usual: string): string {
  const value = config[key] ?? usual;
  // Older files write a token with its properties.
  const content = typeof value === 'object' ? (value as Json)['content'] : value;
  if (typeof content === 'string' && content !== '') return content;
  throw refused(`has a ${key} that is no text`);
}

function refused(what: string): Failure {
  return new Failure('model', `tokenizer_config.json ${what}; use the tokenizer files that belong to the model.`);
}
