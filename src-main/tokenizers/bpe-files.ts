import { Failure } from '@contract/failure';
import { JsonNode } from './json-node';

/** What tokenizer.json says and the older files do not. */
export interface BpeFileOptions {
  /** Whether the first word of a sentence gets a space before it like all others. */
  readonly addPrefixSpace: boolean;
  /** Whether the space before a word is left out of its piece's span. */
  readonly trimOffsets: boolean;
  /** Pieces around every sentence, on either side one or none; null for none at all. */
  readonly specialTokens: { readonly before: string | null; readonly after: string | null } | null;
}

export const GPT2_FILE_OPTIONS: BpeFileOptions = { addPrefixSpace: false, trimOffsets: false, specialTokens: null };
export const ROBERTA_FILE_OPTIONS: BpeFileOptions = { addPrefixSpace: false, trimOffsets: true, specialTokens: { before: '<s>', after: '</s>' } };

const USUAL_NAMES = ['<s>', '<pad>', '</s>', '<unk>', '<mask>', '<|endoftext|>'];

/**
 * Writes the tokenizer.json of a byte-level BPE vocabulary that came as vocab.json and merges.txt.
 * @param specialTokensMapJson the content of special_tokens_map.json, where the folder has one: the names of its special tokens
 * @throws Failure('model') when a file is malformed or a special token is not in the vocabulary
 */
export function tokenizerJsonFromBpeFiles(vocabJson: string, mergesText: string, options: BpeFileOptions, specialTokensMapJson?: string): string {
  const vocabulary = JsonNode.parse(vocabJson, 'vocab.json');
  const vocab = vocabulary.object();
  const idOf = (name: string): unknown => (Object.hasOwn(vocab, name) ? vocab[name] : undefined);
  const specialToken = (name: string): SpecialToken => {
    const id = idOf(name);
    if (id === undefined) throw vocabulary.refuse(`has no ${name}`);
    return [name, id];
  };
  const { addPrefixSpace, trimOffsets, specialTokens } = options;
  const names = new Set([
    ...(specialTokensMapJson === undefined ? USUAL_NAMES : namesOf(specialTokensMapJson)),
    ...[specialTokens?.before, specialTokens?.after].filter((name) => typeof name === 'string'),
  ]);
  const byteLevel = { type: 'ByteLevel', add_prefix_space: addPrefixSpace, trim_offsets: trimOffsets, use_regex: true };
  return JSON.stringify({
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [...names].filter((name) => idOf(name) !== undefined).map((content) => (
      { id: idOf(content), content, single_word: false, lstrip: content === '<mask>', rstrip: false, normalized: false, special: true }
    )),
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: specialTokens === null ? byteLevel
      : specialTokens.before !== null && specialTokens.after !== null ? { type: 'RobertaProcessing', sep: specialToken(specialTokens.after),
        cls: specialToken(specialTokens.before), trim_offsets: trimOffsets, add_prefix_space: addPrefixSpace }
      : { type: 'Sequence', processors: [byteLevel, template(specialTokens.before === null ? null : specialToken(specialTokens.before),
        specialTokens.after === null ? null : specialToken(specialTokens.after))] },
    decoder: byteLevel,
    model: { type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: '', end_of_word_suffix: '', fuse_unk: false, byte_fallback: false, vocab, merges: readMerges(mergesText) },
  });
}

type SpecialToken = readonly [name: string, id: unknown];

/** A special token on one side of a text. */
function template(before: SpecialToken | null, after: SpecialToken | null): unknown {
  const part = (specialToken: SpecialToken | null): readonly unknown[] => (specialToken === null ? [] : [{ SpecialToken: { id: specialToken[0], type_id: 0 } }]);
  return {
    type: 'TemplateProcessing',
    single: [...part(before), { Sequence: { id: 'A', type_id: 0 } }, ...part(after)],
    pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
    special_tokens: Object.fromEntries(
      [before, after].flatMap((specialToken) =>
        specialToken === null ? [] : [[specialToken[0], { id: specialToken[0], ids: [specialToken[1]], tokens: [specialToken[0]] }]],
      ),
    ),
  };
}

/** One merge a line, two pieces with a space between; a line with the version is none. */
function readMerges(text: string): string[] {
  const lines = text.split(/\r?\n/u);
  while (lines.at(-1) === '') lines.pop();
  const merges: string[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.startsWith('#version')) continue;
    if (line.split(' ').filter((piece) => piece !== '').length !== 2 || line.split(' ').length !== 2) {
      throw new Failure('model', `merges.txt has a line ${i + 1} that is not two pieces with a space between; use the tokenizer files that belong to the model.`);
    }
    merges.push(line);
  }
  return merges;
}

function namesOf(specialTokensMapJson: string): string[] {
  const root = JsonNode.parse(specialTokensMapJson, 'special_tokens_map.json');
  const nameOf = (node: JsonNode): string => (typeof node.value === 'string' ? node.value : node.at('content').string());
  return Object.keys(root.object()).flatMap((key) => {
    const node = root.at(key);
    if (node.isNull) return [];
    return Array.isArray(node.value) ? node.elements().map(nameOf) : [nameOf(node)];
  });
}
