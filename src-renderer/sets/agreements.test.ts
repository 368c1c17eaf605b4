import { expect, it } from 'vitest';
import { agreementByLayer, labelAgreement } from './agreements';
import { columnsOf, type Column } from './columns';
import { marked, setOf } from './set.testing';

/** Four rows; at layer 0 each has its pair beside it, at layer 1 a row of the other. */
const nearest = { rows: Int32Array.of(0, 1, 2, 3), ofLayer: [Int32Array.of(1, 0, 3, 2), Int32Array.of(2, 3, 0, 1)] };
const labelled = (...labels: readonly Readonly<Record<string, string>>[]): readonly Column[] => columnsOf(setOf(labels.map((of, row) => ({ ...marked(`Sentence ${row} has a |bank|.`), labels: of }))));
const find = (columns: readonly Column[], id: string): Column => {
  const found = columns.find((column) => column.id === id);
  if (found === undefined) throw new Error(`no column ${id}`);
  return found;
};

const pairs = [{ upos: 'NOUN', domain: 'law', year: '1' }, { upos: 'NOUN', domain: 'art', year: '2' }, { upos: 'VERB', domain: 'law', year: '3' }, { upos: 'VERB', domain: 'art', year: '4' }];

it('is of every layer, beside its chance', () => {
  expect(agreementByLayer(find(labelled(...pairs), 'label:upos'), nearest)).toEqual([{ share: 1, chance: 1 / 3, n: 4 }, { share: 0, chance: 1 / 3, n: 4 }]);
});

it('takes the part of speech, whatever colours mean', () => {
  const columns = labelled(...pairs);
  expect(labelAgreement(columns, find(columns, 'label:domain'), nearest)).toMatchObject({ title: 'upos', byLayer: [{ share: 1 }, { share: 0 }] });
});

it('takes the column of the colours where there is no part of speech, or one only', () => {
  for (const upos of [{}, { upos: 'NOUN' }]) {
    const columns = labelled(...pairs.map(({ domain, year }) => ({ domain, year, ...upos })));
    expect(labelAgreement(columns, find(columns, 'label:domain'), nearest)).toMatchObject({ title: 'domain', byLayer: [{ share: 0 }, { share: 1 }] });
  }
});

it('takes neither numbers, nor senses, nor forms', () => {
  const columns = labelled(...pairs.map(({ domain, year }) => ({ domain, year, sense: domain === 'law' ? 'money' : 'river' })));
  for (const id of ['label:year', 'sense', 'form', 'length']) expect(labelAgreement(columns, find(columns, id), nearest)).toBeNull();
});
