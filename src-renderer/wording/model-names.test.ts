import { describe, expect, it } from 'vitest';
import { hubNameIn, nameProblem, shortNameProblem, topWordChoices } from './model-names';

describe('a short name', () => {
  it.each(['bert-base', '6b.300d', 'a_b'])('may be %s', (id) => { expect(shortNameProblem(id, ['minilm-l6'])).toBeNull(); });
  it.each([['', /Give/], ['BERT', /small letters/], ['a b', /small letters/], ['../x', /begin with/], ['.x', /begin with/], ['a/b', /small letters/], ['é', /small letters/], ['a'.repeat(81), /80/], ['minilm-l6', /already/]])('may not be %j', (id, why) => {
    expect(shortNameProblem(id, ['minilm-l6'])).toMatch(why);
  });
  it('is not the only name that is asked for', () => {
    expect(nameProblem('  ')).toMatch(/Give/);
    expect(nameProblem('My BERT')).toBeNull();
    expect(nameProblem('x'.repeat(81))).toMatch(/80/);
  });
});

describe('a name of the hub', () => {
  it.each([
    ['dmis-lab/biobert-v1.1', 'dmis-lab/biobert-v1.1'], ['  google/electra-small ', 'google/electra-small'], ['https://huggingface.co/org/name', 'org/name'],
    ['huggingface.co/org/name/tree/main', 'org/name'], ['https://huggingface.co/org/name?library=x#top', 'org/name'], ['https://hf.co/org/name/', 'org/name'],
  ])('is found in %j', (text, name) => { expect(hubNameIn(text)).toBe(name); });
  it.each(['', 'name', 'org/', '/name', 'org/na me', '../x', 'org/..', 'a/b/c', 'https://example.org/org/name', `org/${'n'.repeat(200)}`])(
    'is not in %j',
    (text) => {
      expect(hubNameIn(text)).toBeNull();
    },
  );
});

describe('words to keep', () => {
  it('are never more than there are', () => {
    expect(topWordChoices(120_000)).toEqual([null, 50_000, 100_000]);
    expect(topWordChoices(null)).toEqual([null, 50_000, 100_000, 400_000, 1_000_000]);
    expect(topWordChoices(50_000)).toEqual([null]);
  });
});
