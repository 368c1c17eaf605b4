import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@contract/failure';

export interface TokenizerFiles {
  /** One piece a line, the line number is the id. */
  readonly vocabText: string;
  /** `tokenizer_config.json` with the switches that the tokenizer needs, under Hugging Face's names. */
  readonly configJson: string;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads vocabulary and switches of a BERT tokenizer from `tokenizer.json`, or else from `vocab.txt` and `tokenizer_config.json`.
 * @throws Failure('model') when they are missing, malformed or not as long as `vocabSize`.
 */
export async function readTokenizerFiles(dir: string, vocabSize: number): Promise<TokenizerFiles> {
  const fast = join(dir, 'tokenizer.json');
  const files = existsSync(fast) ? fromTokenizerJson(await readFile(fast, 'utf8')) : await fromVocabulary(dir);
  const nPieces = files.vocabText.split('\n').length - (files.vocabText.endsWith('\n') ? 1 : 0);
  if (nPieces > vocabSize) throw new Failure('model', `The vocabulary has ${nPieces} pieces but the model only ${vocabSize}; use files that belong together.`);
  return files;
}

async function fromVocabulary(dir: string): Promise<TokenizerFiles> {
  const read = (name: string): Promise<string> => readFile(join(dir, name), 'utf8').catch((error: unknown) => {
    throw new Failure('model', `The folder has no tokenizer.json and no ${name}; add the tokenizer files of the model.`, String(error));
  });
  const config = parse(await read('tokenizer_config.json'), 'tokenizer_config.json');
  return { vocabText: await read('vocab.txt'), configJson: settings(config) };
}

function fromTokenizerJson(json: string): TokenizerFiles {
  const root = parse(json, 'tokenizer.json');
  const model = object(root['model'], 'tokenizer.json');
  const normalizer = object(root['normalizer'], 'tokenizer.json');
  if (normalizer['type'] !== 'BertNormalizer' || model['continuing_subword_prefix'] !== '##') {
    throw new Failure('model', 'tokenizer.json does not describe a BERT tokenizer; only WordPiece models of the BERT family can be used.');
  }
  const vocabulary = Object.entries(object(model['vocab'], 'tokenizer.json'));
  const pieces = new Array<string | undefined>(vocabulary.length);
  for (const [piece, id] of vocabulary) {
    // Ids must be 0…n − 1, each once; a line break or trailing white space would not survive in vocab.txt.
    if (typeof id !== 'number' || !isIndex(id, pieces.length) || pieces[id] !== undefined || /\n|\p{White_Space}$/u.test(piece)) {
      throw malformed('tokenizer.json');
    }
    pieces[id] = piece;
  }
  return {
    vocabText: `${pieces.join('\n')}\n`,
    configJson: settings({
      do_lower_case: normalizer['lowercase'], strip_accents: normalizer['strip_accents'], tokenize_chinese_chars: normalizer['handle_chinese_chars'],
      clean_text: normalizer['clean_text'], max_input_chars_per_word: model['max_input_chars_per_word'],
    }),
  };
}

function settings(found: Json): string {
  if (typeof found['do_lower_case'] !== 'boolean') {
    throw new Failure('model', 'The tokenizer files do not say whether to lowercase; add do_lower_case to tokenizer_config.json.');
  }
  const config = {
    do_lower_case: found['do_lower_case'], strip_accents: found['strip_accents'] ?? null, tokenize_chinese_chars: found['tokenize_chinese_chars'] ?? true,
    clean_text: found['clean_text'] ?? true, max_input_chars_per_word: found['max_input_chars_per_word'] ?? 100,
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

function isIndex(value: number, length: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < length;
}

function parse(json: string, name: string): Json {
  try {
    return object(JSON.parse(json), name);
  } catch (error) {
    throw error instanceof Failure ? error : malformed(name);
  }
}

function object(value: unknown, name: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw malformed(name);
}

function malformed(name: string): Failure {
  return new Failure('model', `${name} has an unexpected form; use the file that belongs to the model.`);
}
