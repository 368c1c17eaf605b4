import { describe, expect, it } from 'vitest';
import type { SentenceSet } from '@contract/occurrence';
import { categoriesIn, categoriesOf, colouredValues, legendIds, legendOf, OTHER, type LegendEntry } from './categories';
import { columnsOf, type Column } from './columns';
import { marked, setOf } from './set.testing';

const column = (set: SentenceSet, id: string): Column => {
  const found = columnsOf(set).find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const legend = (set: SentenceSet): LegendEntry[] => {
  const senses = column(set, 'sense');
  return legendOf(senses, colouredValues(senses, set.senses));
};

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
    expect(legend(set)).toEqual([
      { id: 'river', label: 'the river', category: 2, n: 2 }, { id: 'money', label: 'the money', category: 1, n: 1 }, { id: '', label: 'no label', category: 0, n: 3 },
    ]);
  });

  it('is empty where nothing is labelled, and leaves out senses nothing has', () => {
    expect(columnsOf(setOf([marked('a |bank|')], [])).filter(({ id }) => id === 'sense')).toEqual([]);
    expect(legend(setOf([marked('a |bank|', 'money')])).map(({ id }) => id)).toEqual(['money']);
  });
});

describe('any column', () => {
  const forms = ['bank', 'Bank', 'banks', ...Array.from({ length: 9 }, (_, i) => `bank${i}`), 'banks'];
  const set = setOf(forms.map((form) => marked(`a |${form}|`)), []);

  it('gives its colours to the most frequent values, and the rest is one entry', () => {
    const form = column(set, 'form');
    const coloured = colouredValues(form, []);
    expect(coloured).toEqual(['bank', 'banks', 'bank0', 'bank1', 'bank2', 'bank3', 'bank4', 'bank5']);
    expect([...categoriesIn(form, coloured)]).toEqual([1, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 2]);
    expect(legendOf(form, coloured).at(-1)).toEqual({ id: OTHER, label: 'other', category: 0, n: 3 });
    expect(legendIds(form, coloured).slice(8)).toEqual(['bank5', OTHER, OTHER, OTHER, 'banks']);
  });

  it('keeps the colours that were given out', () => {
    expect(colouredValues(column(set, 'form'), [], ['bank8', 'bank']).slice(0, 3)).toEqual(['bank8', 'bank', 'banks']);
  });

  it('names what has no value', () => {
    const mixed = setOf([{ ...marked('a |bank|'), labels: { year: 'x' } }, marked('b |bank|'), { ...marked('c |bank|'), labels: { year: '' } }], []);
    expect(legendOf(column(mixed, 'label:year'), ['x'])).toEqual([{ id: 'x', label: 'x', category: 1, n: 1 }, { id: '', label: 'no year', category: 0, n: 2 }]);
  });
});
