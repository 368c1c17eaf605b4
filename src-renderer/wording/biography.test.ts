import { expect, it } from 'vitest';
import { marked, setOf } from '../sets/set.testing';
import { biographyLines, chanceOfSense } from './biography';

const set = setOf([marked('a |bank|', 'river'), marked('b |bank|', 'money'), marked('c |Bank|', 'river'), marked('d |banks|', 'river'), marked('e |shore|', 'river'), marked('f |bank|')]);
const label = (id: string): string => set.senses.find((sense) => sense.id === id)?.label ?? '';

it('names the sense of the majority, and forms that are written otherwise', () => {
  const [first, second, third] = biographyLines(set, 0, [[1, 2, 3], [4, 3, 4, 2], [1, 5]]);
  expect(first).toEqual({
    layer: 0, says: `${label('river')} 2 of 3`, otherForms: ['banks'],
    nearest: [{ row: 1, isOtherForm: false }, { row: 2, isOtherForm: false }, { row: 3, isOtherForm: true }],
  });
  expect(second).toMatchObject({ layer: 1, says: `${label('river')} 4 of 4`, otherForms: ['shore', 'banks'] });
  expect(third?.says).toBe('no sense in the majority');
});

it('counts forms where no sense is given', () => {
  const plain = setOf([marked('a |bank|'), marked('b |bank|'), marked('c |banks|')]);
  expect(biographyLines(plain, 0, [[1, 2]])[0]?.says).toBe('same form 1 of 2');
});

it('says what chance would give', () => {
  // Of the four other labelled rows three are of the river.
  expect(chanceOfSense(set, 0, 8)).toBe(6);
  expect(chanceOfSense(set, 5, 8)).toBeNull();
});
