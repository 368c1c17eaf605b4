import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WordTableContent } from '../src-main/conversion/word-vectors/table-writer';
import { tokenizeWords } from '../src-main/tokenizers/word-tokenizer';

/** The package's file: `words` in GloVe's order of frequency; a vector is followed by its length and its position. */
interface WinkFile {
  readonly size: number;
  readonly dimensions: number;
  readonly l2NormIndex: number;
  readonly wordIndex: number;
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

const MOST_FREQUENT = 50_000;

/** The most frequent words and, after them, every other known word of the preset sentences; both in the file's order. */
export function selectGlove(winkPath: string, presetDir: string): WordTableContent {
  const wink = JSON.parse(readFileSync(winkPath, 'utf8')) as WinkFile;
  const dim = wink.dimensions;
  if (wink.l2NormIndex !== dim || wink.wordIndex !== dim + 1 || wink.words.length !== wink.size) throw new Error('the vector package has another form than expected');
  const presetForms = presetWords(presetDir);
  const words = wink.words.filter((word, rank) => rank < MOST_FREQUENT || presetForms.has(word));
  const values = new Float32Array(words.length * dim);
  for (const [row, word] of words.entries()) {
    const vector = Object.hasOwn(wink.vectors, word) ? wink.vectors[word] : undefined;
    if (vector?.length !== dim + 2) throw new Error(`the vector of "${word}" has another form than expected`);
    checkLength(word, vector, dim);
    values.set(vector.slice(0, dim), row * dim);
  }
  return { words, dim, values };
}

/** The number after the vector must be its length: proof that the right columns are taken. */
function checkLength(word: string, vector: readonly number[], dim: number): void {
  const length = Math.hypot(...vector.slice(0, dim));
  if (Math.abs(length - (vector[dim] ?? 0)) > 1e-4 * Math.max(1, length)) throw new Error(`the vector of "${word}" does not have the length that the package states`);
}

/** Lower-cased word forms of every sentence in `*.jsonl`. */
function presetWords(presetDir: string): ReadonlySet<string> {
  const forms = new Set<string>();
  const files = existsSync(presetDir) ? readdirSync(presetDir).filter((name) => name.endsWith('.jsonl')) : [];
  for (const name of files) {
    for (const line of readFileSync(join(presetDir, name), 'utf8').split('\n').filter((text) => text !== '')) {
      const { text } = JSON.parse(line) as { readonly text?: string };
      for (const word of tokenizeWords(text ?? '')) forms.add(word.form.toLowerCase());
    }
  }
  return forms;
}

