import { expect, it } from 'vitest';
import { prompted } from './prompted';

const sentence = { text: 'a bank', charStart: 2, charEnd: 6, pooling: 'sentence' as const };
const word = { ...sentence, pooling: 'mean' as const };

it('puts the prompt before whole sentences and leaves words alone', () => {
  expect(prompted([sentence, word], { sentence: { mode: 'mean', isNormalized: true, prompt: 'query: ' } })).toEqual([{ ...sentence, text: 'query: a bank', charStart: 9, charEnd: 13 }, word]);
});

it('changes nothing where the model has no prompt, or no sentence is wanted', () => {
  const targets = [sentence, word];
  expect(prompted(targets, { sentence: { mode: 'mean', isNormalized: true } })).toBe(targets);
  expect(prompted([word], { sentence: { mode: 'mean', isNormalized: true, prompt: 'query: ' } })).toEqual([word]);
  expect(prompted(targets, {})).toBe(targets);
});
