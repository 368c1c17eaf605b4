import { expect, it } from 'vitest';
import { neighbourShares } from './neighbour-shares';
import { marked, setOf } from '../../sets/set.testing';

const set = setOf([marked('a |bank|', 'money'), marked('the |Bank|', 'money'), marked('he |banked|', 'money'), marked('by the |bank|', 'river'), marked('some |bank|')]);
const rows = (...numbers: number[]): { readonly row: number }[] => numbers.map((row) => ({ row }));

it('counts the neighbours of the same sense and of the same form, whatever its case', () => {
  expect(neighbourShares(set, 0, rows(1, 2, 3, 4))).toBe('Same sense 2 of 4, same form 3 of 4');
  expect(neighbourShares(set, 2, rows(0, 1))).toBe('Same sense 2 of 2, same form 0 of 2');
});

it('says nothing of senses where the word itself has none, and nothing without neighbours', () => {
  expect(neighbourShares(set, 4, rows(0, 1))).toBe('Same form 2 of 2');
  expect(neighbourShares(set, 0, [])).toBe('');
});
