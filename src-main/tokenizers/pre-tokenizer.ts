import { AlignedTextBuilder, type AlignedText, type Part } from './aligned-text';
import { isWhiteSpace, wordEnds } from './byte-level';
import { shown, type JsonNode } from './json-node';

/** A text and the words it is split into, in order. */
export interface SplitText {
  readonly text: AlignedText;
  readonly words: readonly Part[];
}

export interface PreTokenizer {
  readonly split: (source: SplitText) => SplitText;
  /** Whether the words are made of bytes in the end, so that only a byte-level vocabulary can follow. */
  readonly isByteLevel: boolean;
}

const MAX_DEPTH = 4;
const MAX_STEPS = 16;

/**
 * Reads the pre-tokenizer of tokenizer.json: ByteLevel, Metaspace, WhitespaceSplit, and sequences of them.
 * @throws Failure('model') naming the key that is wrong or the kind that is not supported.
 */
export function readPreTokenizer(node: JsonNode, depth = 0): PreTokenizer {
  if (node.isNull) return { split: (source) => source, isByteLevel: false };
  const kind = node.at('type');
  switch (kind.string()) {
    case 'Sequence': {
      const steps = node.at('pretokenizers').elements();
      if (depth >= MAX_DEPTH || steps.length > MAX_STEPS) throw node.refuse('has too many steps');
      const all = steps.map((step) => readPreTokenizer(step, depth + 1));
      if (all.slice(0, -1).some((one) => one.isByteLevel)) throw node.refuse('has a step behind ByteLevel');
      return { split: (source) => all.reduce((current, one) => one.split(current), source), isByteLevel: all.at(-1)?.isByteLevel ?? false };
    }
    case 'ByteLevel': {
      const addsPrefix = node.at('add_prefix_space').flag(true);
      const splits = node.at('use_regex').flag(true);
      return { split: (source) => splitBytes(addsPrefix ? prefixed(source, ' ', () => true) : source, splits), isByteLevel: true };
    }
    case 'Metaspace':
      return { split: readMetaspace(node), isByteLevel: false };
    case 'WhitespaceSplit':
      return { split: splitWhiteSpace, isByteLevel: false };
    default:
      throw kind.refuse(`is ${shown(kind.string())}, a split that is not supported`);
  }
}

function splitBytes({ text, words }: SplitText, splits: boolean): SplitText {
  if (!splits) return { text, words };
  const parts: Part[] = [];
  for (const { from, to } of words) {
    let start = from;
    for (const end of wordEnds(text.text.slice(from, to))) {
      parts.push({ from: start, to: from + end });
      start = from + end;
    }
  }
  return { text, words: parts };
}

function splitWhiteSpace({ text, words }: SplitText): SplitText {
  const parts: Part[] = [];
  for (const { from, to } of words) {
    let start = from;
    for (let at = from; at <= to; at += 1) {
      if (at < to && !isWhiteSpace(text.text.charCodeAt(at))) continue;
      if (at > start) parts.push({ from: start, to: at });
      start = at + 1;
    }
  }
  return { text, words: parts };
}

/** sentencepiece's way: spaces become a visible mark, which every word begins with. */
function readMetaspace(node: JsonNode): PreTokenizer['split'] {
  const replacement = node.at('replacement');
  const mark = replacement.string();
  if (Array.from(mark).length !== 1) throw replacement.refuse('is not one character');
  const scheme = node.at('prepend_scheme');
  const when = scheme.isNull ? (node.at('add_prefix_space').flag(true) ? 'always' : 'never') : scheme.string();
  if (when !== 'always' && when !== 'first' && when !== 'never') throw scheme.refuse('is neither "always" nor "first" nor "never"');
  const splits = node.at('split').flag(true);
  return (source) => {
    let current = marked(source, mark);
    if (when !== 'never') current = prefixed(current, mark, (word) => when === 'always' || (current.text.starts[word.from] ?? 0) === 0);
    return splits ? splitBefore(current, mark) : current;
  };
}

function marked({ text, words }: SplitText, mark: string): SplitText {
  const replaced = text.text.replaceAll(' ', mark);
  if (mark.length === 1) return { text: { ...text, text: replaced }, words };
  const builder = new AlignedTextBuilder(replaced.length);
  const parts = words.map(({ from, to }) => {
    const start = builder.length;
    for (let at = from; at < to; at += 1) {
      if (text.text[at] === ' ') builder.add(mark, text.starts[at] as number, text.ends[at] as number);
      else builder.addPart(text, at, at + 1);
    }
    return { from: start, to: builder.length };
  });
  return { text: builder.build(), words: parts };
}

/** Puts `prefix` before words that do not begin with it; it counts as part of their first character. */
function prefixed({ text, words }: SplitText, prefix: string, wanted: (word: Part) => boolean): SplitText {
  const lacks = (word: Part): boolean => word.to > word.from && !text.text.startsWith(prefix, word.from) && wanted(word);
  if (!words.some(lacks)) return { text, words };
  const builder = new AlignedTextBuilder(text.text.length + words.length * prefix.length);
  const parts = words.map((word) => {
    const start = builder.length;
    if (lacks(word)) builder.add(prefix, text.starts[word.from] as number, text.ends[word.from] as number);
    builder.addPart(text, word.from, word.to);
    return { from: start, to: builder.length };
  });
  return { text: builder.build(), words: parts };
}

function splitBefore({ text, words }: SplitText, mark: string): SplitText {
  const parts: Part[] = [];
  for (const { from, to } of words) {
    const word = text.text.slice(from, to);
    let start = from;
    for (let at = word.indexOf(mark, mark.length); at >= 0; at = word.indexOf(mark, at + mark.length)) {
      parts.push({ from: start, to: from + at });
      start = from + at;
    }
    if (to > start) parts.push({ from: start, to });
  }
  return { text, words: parts };
}
