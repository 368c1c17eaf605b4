import { beforeEach, expect, it } from 'vitest';
import type { ChosenModel } from '@contract/model-import';
import { modelImport } from './model-import.svelte';

const preview: ChosenModel = { handle: 'h', path: '/m/glove.txt', name: 'glove', id: 'glove', description: 'GloVe, 300 wide', isStatic: true, nWords: 400_000, nBytes: 1e9, licence: null };
beforeEach(() => { modelImport.close(); });

it('asks for what the form holds, with the licence as “not stated” where nobody states one', () => {
  modelImport.open(preview);
  modelImport.name = ' GloVe 300 ';
  modelImport.nMaxWords = 50_000;
  expect(modelImport.choice()).toEqual({ handle: 'h', name: 'GloVe 300', id: 'glove', licence: 'not stated', nMaxWords: 50_000 });
  modelImport.open({ ...preview, isStatic: false, licence: 'MIT' });
  modelImport.nMaxWords = 50_000;
  expect(modelImport.choice()).toMatchObject({ licence: 'MIT', nMaxWords: null });
});

it('asks for nothing while a field is wrong', () => {
  modelImport.open(preview);
  modelImport.id = 'Not a name';
  expect([modelImport.canImport, modelImport.choice()]).toEqual([false, null]);
  modelImport.id = 'glove';
  modelImport.name = ' ';
  expect(modelImport.choice()).toBeNull();
});

it('opens again with what was entered', () => {
  modelImport.open(preview);
  modelImport.nMaxWords = 100_000;
  const choice = modelImport.choice();
  modelImport.close();
  expect(modelImport.choice()).toBeNull();
  if (choice !== null) modelImport.reopen(preview, choice);
  expect([modelImport.licence, modelImport.nMaxWords, modelImport.choice()]).toEqual(['', 100_000, choice]);
});
