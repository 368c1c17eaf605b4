import { alignedText, AlignedTextBuilder, type AlignedText } from './aligned-text';
import { isWhiteSpace } from './byte-level';
import { CharacterMap } from './character-map';
import { clusterEnd } from './grapheme-cluster';
import { shown, type JsonNode } from './json-node';

/** Rewrites a text before it is split. */
export type Normalizer = (text: AlignedText) => AlignedText;

/** `growth`: a text becomes at most this many times as long. */
interface Step {
  readonly run: Normalizer;
  readonly growth: number;
}

const MAX_DEPTH = 4;
const MAX_STEPS = 16;
const MAX_CONTENT = 8;
const MAX_GROWTH = 512;
const SPACE_RUN = ' {2,}';
const BEYOND_ASCII = /[^ -~]/u;

/**
 * Reads the normaliser of tokenizer.json: a compiled character map, replacements of texts or of runs of spaces, stripping, and
 * sequences of them.
 * @throws Failure('model') naming the key that is wrong or the kind that is not supported.
 */
export function readNormalizer(node: JsonNode): Normalizer {
  const { run, growth } = readStep(node, 0);
  if (growth > MAX_GROWTH) throw node.refuse(`makes texts more than ${MAX_GROWTH} times as long`);
  return run;
}

function readStep(node: JsonNode, depth: number): Step {
  if (node.isNull) return { run: (text) => text, growth: 1 };
  const kind = node.at('type');
  switch (kind.string()) {
    case 'Sequence': {
      const nodes = node.at('normalizers').elements();
      if (depth >= MAX_DEPTH || nodes.length > MAX_STEPS) throw node.refuse('has too many steps');
      const steps = nodes.map((one) => readStep(one, depth + 1));
      return { run: (text) => steps.reduce((current, { run }) => run(current), text), growth: steps.reduce((product, { growth }) => product * growth, 1) };
    }
    case 'Precompiled': {
      const map = new CharacterMap(node.at('precompiled_charsmap'));
      return { run: (text) => mapCharacters(text, map), growth: map.growth };
    }
    case 'Replace':
      return readReplace(node);
    case 'Strip': {
      const left = node.at('strip_left').flag(true);
      const right = node.at('strip_right').flag(true);
      return { run: (text) => strip(text, left, right), growth: 1 };
    }
    default:
      throw kind.refuse(`is ${shown(kind.string())}, a normalisation that is not supported`);
  }
}

function readReplace(node: JsonNode): Step {
  const content = node.at('content');
  const replacement = content.string();
  if (replacement.length > MAX_CONTENT) throw content.refuse('is too long');
  const growth = Math.max(1, replacement.length);
  const pattern = node.at('pattern');
  if (Object.hasOwn(pattern.object(), 'Regex')) {
    if (pattern.at('Regex').string() !== SPACE_RUN) throw pattern.at('Regex').refuse('is a pattern that is not supported');
    return { run: (text) => replace(text, / {2,}/gu, replacement), growth };
  }
  const literal = pattern.at('String').string();
  if (literal === '' || literal.length > MAX_CONTENT) throw pattern.at('String').refuse(`is empty or longer than ${MAX_CONTENT} characters`);
  const escaped = new RegExp(literal.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'), 'gu');
  return { run: (text) => replace(text, escaped, replacement), growth };
}

/** What stands in place of a match came from its last character, as the reference has it. */
function replace(source: AlignedText, pattern: RegExp, replacement: string): AlignedText {
  const builder = new AlignedTextBuilder(source.text.length);
  let done = 0;
  for (const match of source.text.matchAll(pattern)) {
    builder.addPart(source, done, match.index);
    done = match.index + match[0].length;
    builder.add(replacement, source.starts[done - 1] as number, source.ends[done - 1] as number);
  }
  if (done === 0) return source;
  builder.addPart(source, done, source.text.length);
  return builder.build();
}

function strip(source: AlignedText, left: boolean, right: boolean): AlignedText {
  // White space is always one UTF-16 unit.
  let from = 0;
  let to = source.text.length;
  while (left && from < to && isWhiteSpace(source.text.charCodeAt(from))) from += 1;
  while (right && to > from && isWhiteSpace(source.text.charCodeAt(to - 1))) to -= 1;
  if (to - from === source.text.length) return source;
  return { text: source.text.slice(from, to), starts: source.starts.subarray(from, to), ends: source.ends.subarray(from, to) };
}

/**
 * Replaces characters by a compiled map as the reference does: a grapheme cluster of fewer than six bytes as a whole, others
 * character by character. `consumed[i]` counts the characters of the source that output character i stands for; what was
 * inserted behind another shares its span. What is removed is consumed by the character before it; at the very beginning there
 * is none, and there the reference's spans slip to the left, here too.
 */
function mapCharacters(source: AlignedText, map: CharacterMap): AlignedText {
  const { text } = source;
  if (map.keepsAscii && !BEYOND_ASCII.test(text)) return source;
  const characters: string[] = [];
  const consumed: number[] = [];
  let nChanges = 0;
  const put = (replacement: string, nReplaced: number): void => {
    nChanges += 1;
    let n = 0;
    for (const character of replacement) {
      characters.push(character);
      consumed.push(n < nReplaced ? 1 : 0);
      n += 1;
    }
    const last = consumed.length - 1;
    if (n < nReplaced && last >= 0) consumed[last] = (consumed[last] as number) + nReplaced - n;
  };
  for (let start = 0; start < text.length;) {
    const end = clusterEnd(text, start);
    const cluster = text.slice(start, end);
    const nCharacters = cluster.length === 1 ? 1 : Array.from(cluster).length;
    const whole = nCharacters > 1 && utf8Length(cluster) < 6 ? map.replacementOf(cluster) : null;
    if (whole !== null) {
      put(whole, nCharacters);
    } else {
      for (const character of cluster) {
        const replacement = map.replacementOf(character);
        if (replacement !== null) {
          put(replacement, 1);
        } else {
          characters.push(character);
          consumed.push(1);
        }
      }
    }
    start = end;
  }
  return nChanges > 0 ? align(source, characters, consumed) : source;
}

function align(source: AlignedText, characters: readonly string[], consumed: readonly number[]): AlignedText {
  const builder = new AlignedTextBuilder(source.text.length);
  let at = 0;
  for (const [i, character] of characters.entries()) {
    const n = consumed[i] as number;
    const from = n > 0 ? at : at - 1;
    builder.add(character, source.starts[from] ?? 0, source.ends[from] ?? 0);
    for (let k = 0; k < n; k += 1) at += (source.text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return builder.build();
}

function utf8Length(text: string): number {
  let n = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) as number;
    n += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
  return n;
}

/** Prepares a sentence and normalises it. */
export function normalized(text: string, normalize: Normalizer): AlignedText {
  return normalize(alignedText(text));
}
