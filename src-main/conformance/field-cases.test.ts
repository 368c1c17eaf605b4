import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { cosineDistance } from '@vectors/cosine';
import { convertModel } from '../conversion/convert';
import { findWord } from '../tokenizers/find-word';
import { embedTargets } from '../inference/sets/embed';
import type { Encoder } from '../inference/runtime/encoder';
import { loadEncoder } from '../inference/encoders/load-encoder';

/** Small models with what people's tokenizer files declare, and the vectors that transformers makes of a sentence with them. */
const golden = path.resolve(import.meta.dirname, '../conversion/golden/field-cases');
const dir = mkdtempSync(path.join(tmpdir(), 'contexture-field-'));
afterAll(() => { rmSync(dir, { recursive: true }); });

interface Row {
  readonly text: string;
  readonly word?: string;
  readonly charStart?: number;
  readonly charEnd?: number;
}

async function load(model: string): Promise<Encoder> {
  const out = path.join(dir, 'out');
  const card = await convertModel(path.join(golden, model), out, { id: 'case', name: 'Case', licence: 'MIT', source: 'A test.', madeBy: 'vitest' }, { precision: 'source' });
  return loadEncoder(out, card as ModelCard, 'cpu');
}

function rowsOf(file: string): readonly Row[] {
  return readFileSync(path.join(golden, file), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Row);
}

/** float32, `[layers, dim]`, as numpy writes it. */
function readNpy(file: string): Float32Array {
  const bytes = readFileSync(path.join(golden, file));
  const start = 10 + bytes.readUInt16LE(8);
  expect(bytes.toString('latin1', 10, start)).toMatch(/'descr': '<f4', 'fortran_order': False/);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length));
}

async function vectorOf(encoder: Encoder, { text, word, charStart, charEnd }: Row): Promise<Float32Array> {
  const span = charStart !== undefined && charEnd !== undefined ? { charStart, charEnd } : findWord(text, word ?? '')[0];
  if (span === undefined) throw new Error(`${word} is not in ${text}`);
  const { values, missing } = await embedTargets(encoder, [{ text, ...span }], 'mean');
  expect(missing).toEqual([]);
  return values;
}

describe('the vectors of transformers', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['vocab.txt alone, with a symbol that is a capital', '01-uncased-vocab-with-symbol/with-symbol', '01-uncased-vocab-with-symbol/in.jsonl', ['01-uncased-vocab-with-symbol/with-symbol/expected.npy']],
    ['added words in tokenizer.json', '03-added-words/json', '03-added-words/in.jsonl', ['covid', 'bank', 'mitral'].map((word) => `03-added-words/expected-${word}.npy`)],
    ['added words beside vocab.txt', '03-added-words/old', '03-added-words/in.jsonl', ['covid', 'bank', 'mitral'].map((word) => `03-added-words/expected-${word}.npy`)],
    ['ids with a hole', '04-vocabulary-with-holes/json', '04-vocabulary-with-holes/in.jsonl', ['04-vocabulary-with-holes/expected-txt.npy']],
    ['add_prefix_space in tokenizer_config.json only', '06-add-prefix-space/json', '06-add-prefix-space/in.jsonl', ['06-add-prefix-space/expected-json.npy']],
    ['WordPiece behind another split', '07-wordpiece-own-pre-tokenizer/course-whitespace', '07-wordpiece-own-pre-tokenizer/course-whitespace.jsonl', ['07-wordpiece-own-pre-tokenizer/expected-course-whitespace.npy']],
    ['[MASK] in a sentence', '05-saved-by-transformers5/bert-trained', '22-mask-in-sentence/in.jsonl', ['22-mask-in-sentence/expected-mask.npy', '22-mask-in-sentence/expected-river_beside_MASK_.npy']],
  ])('%s', async (_, model, input, expected) => {
    const encoder = await load(model);
    const { nLayers, dim } = encoder.tokenizer.card;
    const rows = rowsOf(input);
    expect(rows).toHaveLength(expected.length);
    for (const [i, row] of rows.entries()) {
      const [found, wanted] = [await vectorOf(encoder, row), readNpy(expected[i] ?? '')];
      expect(wanted).toHaveLength(nLayers * dim);
      for (let at = 0; at < wanted.length; at += dim) expect(cosineDistance(found.subarray(at, at + dim), wanted.subarray(at, at + dim))).toBeLessThan(1e-4);
    }
    await encoder.release();
  });

  test.each([
    ['a normaliser of steps', '07-wordpiece-own-pre-tokenizer/docs-sequence'],
    ['a vocabulary without [MASK]', '17-vocab-without-mask/MASK'],
  ])('%s is read', async (_, model) => {
    const encoder = await load(model);
    const [sentence] = await encoder.tokenizer.tokenize(['The Bánk was closed.']);
    expect(encoder.tokenizer.nSpecialTokens).toEqual({ before: 1, after: 1 });
    expect(sentence?.pieces.map(({ piece }) => piece).join('')).toMatch(/^[a-z#.[\]UNK]+$/);
    expect(sentence?.pieces.some(({ piece, charStart, charEnd }) => piece.startsWith('b') && charStart === 4 && charEnd > 4)).toBe(true);
    await encoder.release();
  });
});
