import { expect, it } from 'vitest';
import type { SentencePooling } from '@contract/model-card';
import { oneSide } from '@contract/model-card';
import { isWithoutContext, layerName, modelFacts, ownPrompt, promptChoices, randomPair, sentenceNote, sentencePooled, unitOf } from './model-facts';

it('names a model’s build', () => {
  expect(modelFacts({ kind: 'bert', architecture: 'distilbert', nLayers: 7, dim: 768 })).toBe('DistilBERT, 7 layers × 768');
  expect(modelFacts({ kind: 'static', architecture: 'fasttext', nLayers: 1, dim: 300 })).toBe('fastText, static, 300 wide');
  expect(modelFacts({ kind: 'bert', architecture: 'unheard-of', nLayers: 2, dim: 8 })).toBe('unheard-of, 2 layers × 8');
});

it('names layers by what they are', () => {
  const bert = { kind: 'bert', architecture: 'mpnet', nLayers: 13 } as const;
  expect([layerName(bert, 0), layerName(bert, 7), layerName({ ...bert, architecture: 'modernbert' }, 0)]).toEqual(['word and position', 'block 7', 'word alone']);
  expect([0, 2].map((layer) => layerName({ kind: 'elmo', architecture: 'elmo', nLayers: 3 }, layer))).toEqual(['characters', 'biLSTM 2']);
  expect(layerName({ kind: 'static', architecture: 'glove', nLayers: 1 }, 0)).toBe('');
});

it('says what a point and a baseline stand for', () => {
  expect([unitOf('last'), unitOf('sentence')]).toEqual(['occurrence', 'sentence']);
  expect([randomPair('mean'), randomPair('sentence')]).toEqual(['two random words', 'two random sentences']);
  expect(sentencePooled({ kind: 'bert' }, '')).toBe('the mean of all its pieces, marks included');
  expect(sentencePooled({ kind: 'bert', sentence: { mode: 'cls', maxTokens: 9, steps: [] } }, '')).toBe('the vector of its opening mark');
  expect(sentencePooled({ kind: 'static' }, '')).toMatch(/words/);
});

it('says what a sentence model does with a sentence, and offers its prompts', () => {
  const sentence: SentencePooling = { mode: 'mean', maxTokens: 256, steps: [{ type: 'normalize' }], prompts: { query: 'find: ' }, defaultPrompt: 'query' };
  const dense = { type: 'dense', nIn: 768, nOut: 512, hasBias: true, residual: 'none', activation: 'tanh' } as const;
  expect(sentenceNote({ kind: 'bert', sentence }, '')).toBe('Each sentence gets one vector: the mean of all its pieces, marks included; of length 1 at the last layer. Of a longer one the first 256 pieces are read.');
  expect(sentenceNote({ kind: 'bert', sentence: { ...sentence, steps: [dense], isPromptPooled: false } }, 'query'))
    .toMatch(/marks included, read behind the prompt “find:”, which is left out of it, then through a dense layer \(768 to 512 numbers\)\. Of a longer/);
  expect(promptChoices({ sentence })).toEqual([{ value: '', label: 'None' }, { value: 'query', label: 'query: “find:”' }]);
  expect([ownPrompt({ sentence }), ownPrompt({})]).toEqual(['query', '']);
});

it('knows a first word, which a causal model reads without context', () => {
  expect(isWithoutContext({ text: '  Bank on it.', charStart: 2, charEnd: 6 }, 'left')).toBe(true);
  expect(isWithoutContext({ text: '“Bank on it.', charStart: 1, charEnd: 5 }, 'left')).toBe(false);
  expect(isWithoutContext({ text: 'The bank.', charStart: 4, charEnd: 8 }, 'left')).toBe(false);
});

it('ULMFiT reads from one side or both, in layers of several widths', () => {
  const ulmfit = { kind: 'ulmfit', architecture: 'awd-lstm', nLayers: 4, dim: 1152, recurrent: { reads: 'backward', widths: [400, 1152, 1152, 400] } } as const;
  expect(modelFacts(ulmfit)).toBe('ULMFiT backward, 4 layers of 400, 1152, 1152, 400');
  expect([0, 3].map((layer) => layerName(ulmfit, layer))).toEqual(['word alone', 'LSTM 3']);
  expect((['forward', 'backward', 'both'] as const).map((reads) => oneSide({ kind: 'ulmfit', recurrent: { ...ulmfit.recurrent, reads } }))).toEqual(['left', 'right', null]);
  expect([oneSide({ kind: 'gpt' }), oneSide({ kind: 'bert' })]).toEqual(['left', null]);
  expect(isWithoutContext({ text: 'To the bank ', charStart: 7, charEnd: 11 }, 'right')).toBe(true);
  expect(isWithoutContext({ text: 'To the bank.', charStart: 7, charEnd: 11 }, 'right')).toBe(false);
});

it('says of a sentence’s mean what each of its pieces has read', () => {
  const recurrent = { reads: 'forward', widths: [400, 1152, 1152, 400] } as const;
  expect(sentenceNote({ kind: 'ulmfit', recurrent }, '')).toBe('Each sentence gets one vector: the mean of all its pieces, marks included. Each of them has read only what stands before it.');
  expect(sentenceNote({ kind: 'ulmfit', recurrent: { ...recurrent, reads: 'both' } }, '')).toBe('Each sentence gets one vector: the mean of all its pieces, marks included.');
});
