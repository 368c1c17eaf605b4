import { Failure } from '@contract/failure';
import { parseJsonObject, requireObject, unexpectedForm } from './folder-files';

type Json = Readonly<Record<string, unknown>>;

/**
 * The switches come from tokenizer_config.json first, as in transformers, and from tokenizer.json where it is silent.
 * @returns vocab.txt and tokenizer_config.json
 */
export function wordPieceFromJson(json: string, settings: Json): Readonly<Record<string, string>> {
  const root = parseJsonObject(json, 'tokenizer.json');
  const model = requireObject(root['model'], 'tokenizer.json');
  const normalizer = requireObject(root['normalizer'], 'tokenizer.json');
  if (normalizer['type'] !== 'BertNormalizer' || model['continuing_subword_prefix'] !== '##') {
    throw new Failure('model', 'tokenizer.json does not describe a BERT tokenizer; of WordPiece models only those of the BERT family can be used.');
  }
  const vocabText = vocabularyText(Object.entries(requireObject(model['vocab'], 'tokenizer.json')));
  return files(vocabText, {
    do_lower_case: normalizer['lowercase'], strip_accents: normalizer['strip_accents'], tokenize_chinese_chars: normalizer['handle_chinese_chars'],
    clean_text: normalizer['clean_text'], max_input_chars_per_word: model['max_input_chars_per_word'], unk_token: model['unk_token'], ...given(settings),
  });
}

/**
 * Of the oldest folders. Where tokenizer_config.json does not say whether to lowercase, the vocabulary does: one without a single capital was made from
 * lower-cased text. (transformers lowercases then even where the vocabulary is cased, so that no piece with a capital is ever found.)
 */
export function wordPieceFromVocabulary(vocabText: string, settings: Json): Readonly<Record<string, string>> {
  return files(vocabText, given(settings));
}

function vocabularyText(vocabulary: readonly (readonly [string, unknown])[]): string {
  const pieces = new Array<string | undefined>(vocabulary.length);
  for (const [piece, id] of vocabulary) {
    // Ids must be 0…n − 1, each once; a line break or trailing white space would not survive in vocab.txt.
    if (typeof id !== 'number' || !isIndex(id, pieces.length) || pieces[id] !== undefined || /\n|\p{White_Space}$/u.test(piece)) {
      throw unexpectedForm('tokenizer.json');
    }
    pieces[id] = piece;
  }
  return `${pieces.join('\n')}\n`;
}

/** The switches that tokenizer_config.json names; null counts only for strip_accents, where it has a meaning. */
function given(settings: Json): Json {
  const names = ['do_lower_case', 'strip_accents', 'tokenize_chinese_chars', 'cls_token', 'sep_token', 'pad_token', 'unk_token'];
  return Object.fromEntries(names.filter((name) => settings[name] !== undefined && (settings[name] !== null || name === 'strip_accents')).map((name) => [name, settings[name]]));
}

function files(vocabText: string, found: Json): Readonly<Record<string, string>> {
  const config = {
    do_lower_case: found['do_lower_case'] ?? !hasCapitals(vocabText), strip_accents: found['strip_accents'] ?? null, tokenize_chinese_chars: found['tokenize_chinese_chars'] ?? true,
    clean_text: found['clean_text'] ?? true, max_input_chars_per_word: found['max_input_chars_per_word'] ?? 100,
    ...Object.fromEntries(['cls_token', 'sep_token', 'pad_token', 'unk_token'].flatMap((name) => (found[name] === undefined ? [] : [[name, found[name]]]))),
  };
  return { 'vocab.txt': vocabText, 'tokenizer_config.json': `${JSON.stringify(config, null, 2)}\n` };
}

/** Marks such as [CLS] and reserved places such as [unused1] do not count. */
function hasCapitals(vocabText: string): boolean {
  return vocabText.split('\n').some((piece) => /\p{Lu}/u.test(piece) && !/^\[.*\]$/u.test(piece.trim()));
}

function isIndex(value: number, length: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < length;
}
