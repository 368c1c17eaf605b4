import { expect, it } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { marked } from '../sets/set.testing';
import { shownScript, shownTable, shownWithoutScript, type ShownDistances } from './distances-copy';

const model = { id: 'm', name: 'M', kind: 'bert', nLayers: 2, source: 'org/m.', maxTokens: 64, files: { 'config.json': { sha256: '', nBytes: 1 } } } as unknown as ModelCard;
/** Rows 2 and 0 of the set, at two layers. */
const shown: ShownDistances = {
  model, precision: 'exact', pooling: 'mean', prompt: '', layer: 1, mix: null, baseline: 0.75, occurrences: [marked('a |bank|'), marked('b'), marked('the\tnew |bank|')], subwords: [['bank'], [], ['ban', '##k']],
  distances: { rows: [2, 0], nLayers: 2, values: Float32Array.of(0, 9, 9, 0, 0, 0.25, 0.25, 0) },
};
const mix = { kind: 'mean' } as never;

it('copies the matrix of the layer shown with what it is of', () => {
  expect(shownTable(shown).split('\n')).toEqual([
    'M; mean of the word’s pieces', 'A\tthe new bank\tbank', 'B\ta bank\tbank', 'layer 1: cosine distance; two random words 0.7500', '\tA\tB', 'A\t0.0000\t0.2500', 'B\t0.2500\t0.0000', '',
  ]);
});

it('names a prompt, and no word where whole sentences are compared', () => {
  expect(
    shownTable({ ...shown, pooling: 'sentence', prompt: 'query' })
      .split('\n')
      .slice(0, 4),
  ).toEqual(['M; whole sentences; prompt query', 'A\tthe new bank', 'B\ta bank', 'layer 1: cosine distance; two random sentences 0.7500']);
});

it('gives the script of the same matrix', () => {
  const lines = shownScript(shown).split('\n');
  expect(lines).toContain('MODEL = "org/m"');
  expect(lines).toContain('LAYERS = {1: "layer 1: cosine distance; two random words 0.7500"}');
  expect(lines.slice(lines.indexOf('ITEMS = [') + 1, lines.indexOf(']'))).toEqual(['    ("A", "the\\tnew bank", 8, 12, ["ban", "##k"]),', '    ("B", "a bank", 2, 6, ["bank"]),']);
});

it('reads behind the text of the prompt', () => {
  const prompts = { query: 'query: ' };
  expect(shownScript({ ...shown, pooling: 'sentence', prompt: 'query', model: { ...model, sentence: { mode: 'cls', maxTokens: 9, steps: [], prompts } } })).toContain('PROMPT = "query: "');
});

it('has no script of a mix of layers or of another kind of model', () => {
  expect([
    shownWithoutScript(shown),
    shownWithoutScript({ ...shown, mix }),
    shownWithoutScript({ ...shown, precision: 'int8' }),
    shownWithoutScript({ ...shown, model: { ...model, kind: 'elmo' } }),
  ]).toEqual([null, expect.stringContaining('mix'), expect.stringContaining('8 bits'), expect.stringContaining('ELMo')]);
});
