import { expect, it } from 'vitest';
import { columnsOf } from './columns';
import { probeChoices } from './probe-targets';
import { marked, setOf } from './set.testing';

const columns = columnsOf(setOf([{ ...marked('She sat by the |bank|.', 'river'), labels: { sense: 'river', form: 'noun', year: '1999' } }, marked('The |Bank| is closed.', 'money')]));

it('are senses, each label column with its labels, and what letters say', () => {
  expect(probeChoices(columns, true)).toEqual([
    { id: 'sense', title: 'sense', target: 'sense' }, { id: 'label:form', title: 'form', target: ['noun', null] }, { id: 'label:year', title: 'year', target: ['1999', null] },
    { id: 'form', title: 'form', target: 'form' }, { id: 'ending', title: 'ending', target: 'ending' }, { id: 'capital', title: 'capital', target: 'capital' },
  ]);
  expect(probeChoices(columns, false).map(({ id }) => id)).not.toContain('sense');
});
