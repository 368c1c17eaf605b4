import { expect, it } from 'vitest';
import { knownForms } from './project-static';

it('groups occurrences by what the model looked up, most frequent first, without the unknown', () => {
  const subwords = [['bank-note'], ['bank'], ['zzyx'], ['bank'], ['new', 'york']];
  const forms = knownForms({ subwords, missing: [2], dim: 1 }, Float32Array.of(5, 7, 0, 7, 9));
  expect(forms.map(({ form, rows, vector }) => [form, rows, vector[0]])).toEqual([['bank', [1, 3], 7], ['bank-note', [0], 5], ['new york', [4], 9]]);
});
