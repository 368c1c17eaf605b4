import { expect, it } from 'vitest';
import { formsSample, formsTable } from './forms-table';

it('says of how many forms in how many sentences, and that a word may lack', () => {
  expect(formsSample({ nForms: 521, nSentences: 595 }, false)).toBe('Of 521 word forms that occur 3 times or more in 595 sentences of the background sample and the bundled sets, each by the mean of its vectors. A word that is not among them is not known to be far.');
  expect(formsSample({ nForms: 1, nSentences: 1_204 }, true)).toContain('Of 1 word form that occurs 3 times or more in 1,204 sentences of the background sample, the bundled sets and this set');
});

it('is copied with ranks, distances, shares of the random pair and how often each form stands in the sample', () => {
  const nearest = [{ form: 'river', nUses: 12, distance: 0.4 }, { form: 'café', nUses: 3, distance: 0.5 }];
  expect(formsTable(nearest, 0.8)).toBe('rank\tcosine distance\tshare of random pair\toccurrences\tword form\n1\t0.4000\t0.5000\t12\triver\n2\t0.5000\t0.6250\t3\tcafé\n');
  expect(formsTable(nearest.slice(0, 1), null).split('\n')[1]).toBe('1\t0.4000\t\t12\triver');
});
