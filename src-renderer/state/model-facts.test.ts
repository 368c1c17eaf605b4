import { expect, it } from 'vitest';
import { isWithoutLeftContext, modelFacts, randomPair, sentencePooled, unitOf } from './model-facts';

it('names a model’s build', () => {
  expect(modelFacts({ kind: 'bert', architecture: 'distilbert', nLayers: 7, dim: 768 })).toBe('DistilBERT, 7 layers × 768');
  expect(modelFacts({ kind: 'static', architecture: 'fasttext', nLayers: 1, dim: 300 })).toBe('fastText, static, 300 wide');
  expect(modelFacts({ kind: 'bert', architecture: 'unheard-of', nLayers: 2, dim: 8 })).toBe('unheard-of, 2 layers × 8');
});

it('says what a point and a baseline stand for', () => {
  expect([unitOf('last'), unitOf('sentence')]).toEqual(['occurrence', 'sentence']);
  expect([randomPair('mean'), randomPair('sentence')]).toEqual(['two random words', 'two random sentences']);
  expect(sentencePooled({ kind: 'bert' })).toBe('the mean of all its pieces, marks included');
  expect(sentencePooled({ kind: 'bert', sentence: { mode: 'cls', isNormalized: true } })).toBe('the vector of its opening mark');
  expect(sentencePooled({ kind: 'static' })).toMatch(/words/);
});

it('knows a first word, which a causal model reads without context', () => {
  expect(isWithoutLeftContext({ text: '  Bank on it.', charStart: 2 })).toBe(true);
  expect(isWithoutLeftContext({ text: '“Bank on it.', charStart: 1 })).toBe(false);
  expect(isWithoutLeftContext({ text: 'The bank.', charStart: 4 })).toBe(false);
});
