import { expect, it } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { CARD } from './cases.testing';
import { methodsText } from './methods';
import { provenanceOf, type RunFacts } from './provenance';

const RUN: RunFacts = { appVersion: '0.1.0', layers: [0, 2, 3], dim: 4, pooling: 'mean', prompt: null, device: 'CPU, 2 threads', nRows: 12, nCached: 0 };
const DIGEST = provenanceOf(CARD, RUN).model.cardSha256;

const text = (card: Partial<ModelCard>, run: Partial<RunFacts>): string => {
  const facts = provenanceOf({ ...CARD, ...card }, { ...RUN, ...run });
  return methodsText(facts).replace(facts.model.cardSha256, 'DIGEST');
};

it('tells how vectors of words were made', () => {
  expect(DIGEST).toMatch(/^[0-9a-f]{64}$/);
  expect(methodsText(provenanceOf(CARD, RUN))).toBe(
    'The vectors of 12 occurrences were computed with Tiny BERT (tiny: bert, 3 layers counting layer 0, the context-free input) in Contexture 0.1.0. '
    + `Source of the model: Made for tests; SHA-256 of its model card: ${DIGEST}. `
    + 'Each word was read in its whole sentence, and its vector is the mean over its sub-words. They were taken at layers 0, 2 and 3 and have 4 dimensions. '
    + 'Sentences of more than 512 sub-words, special tokens included, were read in overlapping windows. They were computed on CPU, 2 threads with onnxruntime. Values are float32, neither centred nor scaled.');
});

it('tells of one row, another pooling, and vectors that were cached', () => {
  const one = text({ kind: 'elmo' }, { nRows: 1, pooling: 'last', layers: [2], nCached: 1, device: null });
  expect(one).toContain('The vectors of 1 occurrence were');
  expect(one).toContain('its vector is that of the last of its tokens. They were taken at layer 2 and');
  expect(one).toContain('They had been computed before with the same model files and were read from the embedding cache.');
  expect(text({}, { nCached: 5 })).toContain('They were computed on CPU, 2 threads with onnxruntime; 5 of them had been computed before with the same model files and were read from the embedding cache.');
  expect(text({}, { nCached: 5, nRun: 40 })).toContain('; 5 of the 40 vectors of their set had been computed before');
});

it('tells how whole sentences are pooled, of their prompt, and of what follows', () => {
  const sentence = { mode: 'mean', maxTokens: 256, steps: [{ type: 'normalize' }], prompts: { query: 'query: ' }, defaultPrompt: 'query' } as const;
  const run = { pooling: 'sentence', layers: [2] } as const;
  expect(text({ sentence }, run)).toBe(
    'The vectors of 12 occurrences were computed with Tiny BERT (tiny: bert, 3 layers counting layer 0, the context-free input) in Contexture 0.1.0. '
    + 'Source of the model: Made for tests; SHA-256 of its model card: DIGEST. '
    + 'Each vector stands for a whole sentence: the mean over its sub-words, with the prompt “query: ” read before it. They were taken at layer 2 and have 4 dimensions. '
    + 'Of sentences of more than 256 sub-words, special tokens included, the first 256 were read. They were computed on CPU, 2 threads with onnxruntime. '
    + "The pooling was followed by scaling to length 1, as the model's files say. Values are float32 and not centred.");
  expect(text({ sentence }, { ...run, prompt: '' })).toContain('the mean over its sub-words. They');
  expect(text({ sentence }, { ...run, layers: [1] })).toContain('Values are float32, neither centred nor scaled.');
  expect(text({ sentence }, { ...run, layers: [1, 2] })).toContain('At the last layer the pooling was followed by scaling to length 1');
  const dense = { type: 'dense', nIn: 4, nOut: 8, hasBias: true, residual: 'none', activation: 'tanh' } as const;
  const narrow = text({ sentence: { ...sentence, steps: [dense, { type: 'normalize' }] } }, { ...run, layers: [0], dim: 8 });
  expect(narrow).toContain('They were taken from the last layer and have 8 dimensions.');
  expect(narrow).toContain('The pooling was followed by a dense layer (4 to 8, tanh), then scaling to length 1');
});

it('says of static vectors that the sentence does not count', () => {
  expect(text({ kind: 'static', architecture: 'glove', nLayers: 1 }, { layers: [0] })).toBe(
    'The vectors of 12 occurrences were computed with Tiny BERT (tiny: static vectors, 4 dimensions) in Contexture 0.1.0. Source of the model: Made for tests; SHA-256 of its model card: DIGEST. '
    + 'Each vector is that of the word form, whatever its sentence. They were looked up in the table of the model. Values are float32, neither centred nor scaled.');
});

it('gives the same facts for the same run, whatever the order of the files of a card', () => {
  const turned = { ...CARD, files: Object.fromEntries(Object.entries(CARD.files).reverse()) };
  expect(JSON.stringify(provenanceOf(turned, RUN))).toBe(JSON.stringify(provenanceOf(CARD, RUN)));
  expect(provenanceOf(CARD, { ...RUN, prompt: 'query' }).prompt).toBeNull();
});
