import { beforeEach, expect, it, vi } from 'vitest';
import { marked, setOf } from '../../sets/set.testing';
import type { FoundSenses } from '../../sets/found-senses';
import { colouring } from '../../state/colouring.svelte';
import { EMPTY_DOCUMENT } from '../../state/document';
import { current } from '../../state/document.svelte';
import { History } from '../../state/history';
import { selection } from '../../state/selection.svelte';
import type { View } from '../../state/view';
import { invertSelection } from './selected';
import { hideRows, searchFor, selectRows, takeEnclosed } from './selecting';
import { addNearest, addNeighbourhood, canAddNearest, canSelectCluster, selectClusters, selectEntry, selectMatches, selectShown } from './selecting-groups';

const neighbours = vi.hoisted(() => vi.fn());
vi.mock('../../api/contexture', () => ({ contexture: { neighbours } }));

const set = setOf([marked('d |bank|', 'money'), marked('a |bank|', 'river'), marked('c |bank|', 'money'), marked('b |bank|')]);
const map = { kind: 'cloud', rows: Int32Array.of(0, 1, 2, 3), pointOf: Int32Array.of(0, 1, 2, 3), coordinates: Float32Array.of(0, 0, 0, 5, 0, 0, 1, 0, 0, 9, 0, 0), distortion: null };
const step = (): string | null => current.history.earlier?.name ?? null;

beforeEach(() => {
  current.view = { set, map, summary: { key: 'k' }, mixed: null, layer: 2 } as unknown as View;
  current.document = EMPTY_DOCUMENT;
  current.history = new History();
  neighbours.mockReset();
});

it('selects what is shown, the others, and what matches of what is shown; each is a step with a name', () => {
  hideRows([0]);
  selectShown();
  expect([selection.rows, step()]).toEqual([[1, 2, 3], 'selection of all that are shown']);
  selectRows([2]);
  invertSelection();
  expect([selection.rows, step()]).toEqual([[1, 3], 'inverted selection']);
  searchFor('/^[cd]/');
  selectMatches();
  expect([selection.rows, step()]).toEqual([[2], 'selection of what matches']);
  searchFor('');
  selectMatches();
  expect(selection.rows).toEqual([2]);
});

it('selects an entry of the legend, and what an outline encloses in place of, beside or out of the selection', () => {
  const money = colouring.legend.find(({ id }) => id === 'money');
  if (money !== undefined) selectEntry(money);
  expect([selection.rows, step()]).toEqual([[0, 2], `selection of “${money?.label ?? ''}”`]);
  takeEnclosed([3, 2], 'add');
  takeEnclosed([0, 1], 'subtract');
  expect([selection.rows, step()]).toEqual([[2, 3], 'rows taken from the selection']);
  takeEnclosed([1], 'replace');
  expect(selection.rows).toEqual([1]);
});

it('goes on from the selection to its clusters, its neighbours in the vectors and those in the map', async () => {
  selectRows([0]);
  expect(canSelectCluster()).toBe(false);
  current.amend({ found: { set, clusterOf: Int32Array.of(1, 2, 0, 1), clusters: [] } as unknown as FoundSenses });
  selectClusters();
  expect(selection.rows).toEqual([0, 3]);
  neighbours.mockResolvedValue([{ row: 1, distance: 0.1 }]);
  await addNearest();
  expect(neighbours).toHaveBeenCalledWith({ key: 'k', layer: 2, row: 0, k: 5, others: [3] });
  expect([selection.rows, step()]).toEqual([[0, 3, 1], 'selection with its nearest neighbours']);
  selectRows([0]);
  addNeighbourhood();
  expect(selection.rows).toEqual([0, 2, 1, 3]);
});

it('drops neighbours of a selection that is another one by now', async () => {
  selectRows([0]);
  neighbours.mockImplementation(() => { selectRows([3]); return Promise.resolve([{ row: 1, distance: 0.1 }]); });
  await addNearest();
  expect(selection.rows).toEqual([3]);
  selectRows([]);
  expect(canAddNearest()).toBe(false);
});
