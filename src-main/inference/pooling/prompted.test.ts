import { expect, it } from 'vitest';
import type { SentencePooling } from '@contract/model-card';
import { fakeEncoder } from '../testing/fake-encoder.testing';
import { prompted, promptText } from './prompted';

const sentence = { text: 'a bank', charStart: 2, charEnd: 6, pooling: 'sentence' as const };
const word = { ...sentence, pooling: 'mean' as const };
const pooling: SentencePooling = { mode: 'mean', maxTokens: 99, steps: [], prompts: { query: 'query: ', 'of clusters': 'cluster: ' }, defaultPrompt: 'query' };
const tokenizer = (of: SentencePooling = pooling) => fakeEncoder({ card: { sentence: of } }).tokenizer;

it('puts the prompt before whole sentences and leaves words alone', async () => {
  expect(await prompted([sentence, word], tokenizer())).toEqual([{ ...sentence, text: 'query: a bank', charStart: 9, charEnd: 13, nUnpooled: 0 }, word]);
  expect(await prompted([{ ...sentence, prompt: 'x ' }], tokenizer())).toMatchObject([{ text: 'x a bank', charStart: 4 }]);
});

it('counts the pieces of a prompt that is not pooled', async () => {
  // q, u, e, r, y; the only special token after them does not count.
  expect(await prompted([sentence], tokenizer({ ...pooling, isPromptPooled: false }))).toMatchObject([{ nUnpooled: 5 }]);
});

it('changes nothing where there is no prompt, or no sentence is wanted', async () => {
  const targets = [sentence, word];
  expect(await prompted(targets, tokenizer({ mode: 'mean', maxTokens: 99, steps: [] }))).toBe(targets);
  expect(await prompted([word], tokenizer())).toEqual([word]);
  expect(await prompted([{ ...sentence, prompt: '' }], tokenizer())).toEqual([{ ...sentence, prompt: '' }]);
  expect(await prompted(targets, fakeEncoder().tokenizer)).toBe(targets);
});

it('knows prompts by their names', () => {
  const card = { name: 'E5', sentence: pooling };
  expect([undefined, 'query', '', 'of clusters'].map((name) => promptText(card, name))).toEqual([undefined, undefined, '', 'cluster: ']);
  expect(() => promptText(card, 'toString')).toThrow('E5 has no prompt “toString”; its prompts are query, of clusters.');
  expect(() => promptText({ name: 'BERT' }, 'query')).toThrow('BERT has no prompt “query”; it has none.');
  expect(promptText({ name: 'BERT' }, '')).toBeUndefined();
});
