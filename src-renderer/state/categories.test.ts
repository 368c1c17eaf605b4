import { describe, expect, it } from 'vitest';
import { categoriesOf, legendOf } from './categories';
import { marked, setOf } from './test-set';

describe('categories', () => {
  it('follow the order of the senses; what has no known sense is hollow', () => {
    const set = setOf([marked('a |bank|', 'river'), marked('b |bank|', 'money'), marked('c |bank|'), marked('d |bank|', 'unheard of')]);
    expect([...categoriesOf(set)]).toEqual([2, 1, 0, 0]);
  });

  it('share the hollow mark from the ninth sense on', () => {
    const senses = Array.from({ length: 10 }, (_, index) => `s${index}`);
    expect([...categoriesOf(setOf(senses.map((sense) => marked('a |bank|', sense)), senses))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 0, 0]);
  });
});

describe('legend', () => {
  it('puts frequent senses first and those without a label last', () => {
    const set = setOf([marked('a |bank|', 'money'), marked('b |bank|', 'river'), marked('c |bank|', 'river'), marked('d |bank|'), marked('e |bank|'), marked('f |bank|')]);
    expect(legendOf(set)).toEqual([
      { id: 'river', label: 'the river', category: 2, n: 2 }, { id: 'money', label: 'the money', category: 1, n: 1 }, { id: '', label: 'no label', category: 0, n: 3 },
    ]);
  });

  it('is empty where nothing is labelled, and leaves out senses nothing has', () => {
    expect(legendOf(setOf([marked('a |bank|')], []))).toEqual([]);
    expect(legendOf(setOf([marked('a |bank|', 'money')])).map(({ id }) => id)).toEqual(['money']);
  });
});
