import { describe, expect, it } from 'vitest';
import { arrivalKind, isFolderOfTexts, isTextName, looksLikeWordVectors } from './arrival-kind';

it.each([
  ['bert', true, 'model'], ['set.csv', true, 'model'], ['wiki.en.VEC', false, 'model'], ['vectors.bin.gz', false, 'model'], ['encoder.onnx', false, 'model'],
  ['weights.hdf5', false, 'model'], ['model.safetensors', false, 'model'], ['glove.txt', false, 'either'], ['a.csv', false, 'sentences'], ['a.jsonl', false, 'sentences'], ['README', false, 'sentences'],
] as const)('%s (folder: %s) is taken for %s', (name, isFolder, kind) => { expect(arrivalKind(name, isFolder)).toBe(kind); });

describe('word vectors in a .txt', () => {
  const row = (word: string, dim: number): string => [word, ...Array.from({ length: dim }, (_, i) => (i % 2 === 0 ? `-0.${i}1` : `${i}e-05`))].join(' ');
  it('are seen with and without a header, and where the head is cut inside a line', () => {
    expect(looksLikeWordVectors(`${row('the', 50)}\n${row('of', 50)}\n`)).toBe(true);
    expect(looksLikeWordVectors(`400000 50\n${row('the', 50)}\n${row('of', 7)}`)).toBe(true);
    expect(looksLikeWordVectors(row('the', 300))).toBe(true);
    expect(looksLikeWordVectors(`${row('a . b', 50)}\r\n${row('of', 50)}\r\n`)).toBe(true);
  });
  it('are not seen in sentences, numbers in them or not', () => {
    expect(looksLikeWordVectors('She sat by the bank.\nThe bank was closed.\n')).toBe(false);
    expect(looksLikeWordVectors(`In 1 2 3 4 5 6 7 8 9 10 11 12 days the bank closed.\n`)).toBe(false);
    expect(looksLikeWordVectors('12 14\nThe bank\n')).toBe(false);
    expect(looksLikeWordVectors('12 14\n')).toBe(false);
    expect(looksLikeWordVectors('')).toBe(false);
  });
});

it.each([
  [['a.txt', 'b.pdf'], true], [['novels/', 'letters/'], true], [['a.conllu'], true], [['README.md'], false], [[], false],
  [['config.json', 'vocab.txt', 'pytorch_model.bin'], false], [['bert_config.json', 'vocab.txt', 'bert_model.ckpt.index'], false], [['options.json', 'weights.hdf5'], false],
  [['blobs/', 'refs/', 'snapshots/'], false], [['1_Pooling/', 'modules.json', 'config.json'], false], [['vocab.txt', 'onnx/', 'tokenizer_config.json'], false],
])('a folder with %j is one of texts: %s', (names, isSo) => {
  expect(isFolderOfTexts(names.map((name) => ({ name: name.replace('/', ''), isFolder: name.endsWith('/') })))).toBe(isSo);
});

it('knows by its name what can be searched', () => {
  expect(['a.txt', 'b.JSONL', 'c.ndjson', 'd.conllu', 'e.csv', 'f.pdf', 'txt'].map(isTextName)).toEqual([true, true, true, true, false, false, false]);
});
