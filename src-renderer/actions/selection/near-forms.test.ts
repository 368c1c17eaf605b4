import { expect, it, vi } from 'vitest';
import type { NearestForms } from '@contract/embedding';
import { nearForms } from '../../state/panels/selection/near-forms.svelte';
import type { View } from '../../state/view';
import { cancelForms, findForms } from './near-forms';

const asked: { readonly rows: readonly number[]; readonly signal: AbortSignal; readonly answer: (found: NearestForms) => void }[] = [];
vi.mock('../../api/contexture', () => ({ contexture: { nearestForms: (request: { readonly rows: readonly number[] }) => request } }));
vi.mock('../numbered', () => ({
  numbered: (ask: (seq: number) => { readonly rows: readonly number[] }, signal: AbortSignal) =>
    new Promise((answer) => {
      asked.push({ ...ask(1), signal, answer });
    }),
}));

const view = { model: { id: 'm' }, pooling: 'mean', set: { id: 's' }, summary: { key: 'k' }, mixed: null, layer: 1, left: null } as unknown as View;
const found: NearestForms = { nForms: 3, nSentences: 9, nearest: [] };

it('lets the sample be read to its end when the selection changes, asks for the newest selection then, and can be given up', async () => {
  let isFirstCurrent = true;
  const first = findForms(view, [1], () => isFirstCurrent);
  await vi.waitFor(() => { expect(asked).toHaveLength(1); });
  isFirstCurrent = false;
  const skipped = findForms(view, [2], () => false);
  const last = findForms(view, [3, 4], () => true);
  expect(asked[0]?.signal.aborted).toBe(false);
  asked[0]?.answer({ ...found, nForms: 1 });
  await Promise.all([first, skipped]);
  await vi.waitFor(() => { expect(asked.map(({ rows }) => rows)).toEqual([[1], [3, 4]]); });
  expect(nearForms.answer).toBeNull();
  asked[1]?.answer(found);
  await last;
  expect(nearForms.answer).toBe(found);
  void findForms(view, [5], () => true);
  await vi.waitFor(() => { expect(asked).toHaveLength(3); });
  cancelForms();
  expect(asked[2]?.signal.aborted).toBe(true);
  expect(nearForms.running).toBeNull();
});
