import { expect, it } from 'vitest';
import { stagesOf, stageText } from './stages';

const elmo = { kind: 'elmo', architecture: 'elmo', nLayers: 3, tokenizer: 'characters' } as const;
const bert = { kind: 'bert', architecture: 'mpnet', nLayers: 13, tokenizer: 'wordpiece' } as const;

it('has a stage for each hidden state, and none for a table of vectors', () => {
  expect(stagesOf(elmo).map(({ layer, shape, name }) => [layer, shape, name])).toEqual([[0, 'input', 'characters'], [1, 'two-ways', 'biLSTM 1'], [2, 'two-ways', 'biLSTM 2']]);
  expect(stagesOf(bert).map(({ shape }) => shape)).toEqual(['input', ...Array.from({ length: 12 }, () => 'block')]);
  expect(stagesOf({ kind: 'static', architecture: 'glove', nLayers: 1, tokenizer: 'word-form' })).toEqual([]);
});

it('has one reader or two of ULMFiT, and says how wide its layers are', () => {
  const ulmfit = { kind: 'ulmfit', architecture: 'awd-lstm', nLayers: 4, tokenizer: 'fastai-words', recurrent: { reads: 'backward', widths: [400, 1152, 1152, 400] } } as const;
  expect(stagesOf(ulmfit).map(({ shape, parts }) => [shape, ...parts])).toEqual([['input', 'words'], ...Array.from({ length: 3 }, () => ['one-way', 'from the right'])]);
  expect(stagesOf({ ...ulmfit, recurrent: { ...ulmfit.recurrent, reads: 'both' } })[1]?.parts).toEqual(['from the left', 'from the right']);
  expect(stageText(ulmfit, 0)).toContain('400 numbers. No sentence has been read');
  expect(stageText(ulmfit, 2)).toMatch(/from the right, on what the layer below made of it: 1,152 numbers.*what stands behind it/);
});

it('says where places come in', () => {
  expect(stagesOf(bert)[0]?.parts).toEqual(['pieces', 'places']);
  expect(stagesOf({ ...bert, architecture: 'modernbert' })[0]?.parts).toEqual(['pieces']);
});

it('says what a layer has read', () => {
  expect(stageText(elmo, 0)).toContain('the same wherever the word stands');
  expect(stageText(elmo, 2)).toMatch(/from the left, one from the right; layer 2 is both/);
  expect(stageText(bert, 0)).toContain('No sentence has been read');
  expect(stageText(bert, 1)).toMatch(/looks at every other.*for the first time/);
  expect(stageText({ ...bert, kind: 'gpt', architecture: 'gpt2' }, 5)).toMatch(/looks at those before it.*5 times/);
});
