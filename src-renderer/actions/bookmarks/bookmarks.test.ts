import { beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { marked, setOf } from '../../sets/set.testing';
import { bookmarks } from '../../state/bookmarks/bookmarks.svelte';
import { slideShow } from '../../state/bookmarks/slide-show.svelte';
import { EMPTY_DOCUMENT, targetOf } from '../../state/document';
import { current } from '../../state/document.svelte';
import { History } from '../../state/history';
import { library } from '../../state/library.svelte';
import { selection } from '../../state/selection.svelte';
import type { View } from '../../state/view';
import { nameSelection, removeNamed, renameNamed, selectNamed } from '../selection/naming';
import { searchFor, selectRows } from '../selection/selecting';
import { addBookmark, moveBookmark, removeBookmark, renameBookmark } from './bookmarking';
import { goToBookmark } from './returning';
import { goToSlide, leaveSlideShow, pressSpace, setSlideSeconds, startSlideShow } from './slide-show';

const show = vi.hoisted(() => vi.fn());
vi.mock('../view/view', () => ({ show }));
vi.mock('../window/focus', () => ({ focusOn: vi.fn() }));

const model = { id: 'm', name: 'M', kind: 'bert', nLayers: 3, dim: 2 };
const view = {
  set: setOf([marked('a |bank|'), marked('b |bank|'), marked('c |bank|')]), model, pooling: 'mean', prompt: '', device: 'auto', layer: 1, mix: null, projection: DEFAULT_PROJECTION, mode: 'cloud',
  along: null, beside: null, left: null, map: { kind: 'cloud', distortion: null }, summary: { key: 'k', nLayers: 3 }, mixed: null,
} as unknown as View;
const step = (): string | null => current.history.earlier?.name ?? null;
const names = (): string[] => bookmarks.all.map(({ name }) => name);

beforeEach(() => {
  current.view = view;
  current.document = { ...EMPTY_DOCUMENT, target: targetOf(view) };
  current.history = new History();
  library.models = [model] as unknown as typeof library.models;
  show.mockReset();
  leaveSlideShow();
  vi.useFakeTimers();
});

it('bookmarks have names of their own, are renamed, moved and deleted, each in a step', () => {
  addBookmark();
  addBookmark();
  expect(names()).toEqual(['bank, M, layer 1', 'bank, M, layer 1 2']);
  const [first, second] = bookmarks.all.map(({ id }) => id);
  renameBookmark(first ?? '', ' One ', 'a caption');
  expect([bookmarks.all[0]?.name, bookmarks.all[0]?.caption, step()]).toEqual(['One', 'a caption', 'name of a bookmark']);
  moveBookmark(first ?? '', 1);
  moveBookmark(first ?? '', 1);
  expect([names(), step()]).toEqual([['bank, M, layer 1 2', 'One'], 'order of the bookmarks']);
  removeBookmark(second ?? '');
  expect([names(), step()]).toEqual([['One'], 'deletion of the bookmark “bank, M, layer 1 2”']);
});

it('where nothing has to be computed a bookmark brings back selection, filter and colours at once, in one step', async () => {
  selectRows([2, 0]);
  searchFor('bank');
  addBookmark();
  selectRows([1]);
  searchFor('');
  const [bookmark] = bookmarks.all;
  expect(bookmark !== undefined && await goToBookmark(bookmark)).toBe(true);
  expect(show).not.toHaveBeenCalled();
  expect([selection.rows, current.document.filter.query, step()]).toEqual([[2, 0], 'bank', 'bookmark “bank, M, layer 1”']);
});

it('another layer is computed first; where that is cancelled everything stays', async () => {
  addBookmark();
  current.view = { ...view, layer: 2 };
  selectRows([1]);
  const [bookmark] = bookmarks.all;
  if (bookmark === undefined) throw new Error('There is a bookmark.');
  show.mockResolvedValue(false);
  expect(await goToBookmark(bookmark)).toBe(false);
  expect([selection.rows, step()]).toEqual([[1], 'selection']);
  show.mockResolvedValue(true);
  expect(await goToBookmark(bookmark)).toBe(true);
  expect(show.mock.lastCall?.[0]).toMatchObject({ layer: 1, restored: { selected: { rows: [] } } });
  expect(step()).toBe('bookmark “bank, M, layer 1”');
});

it('a slide whose model is not here says so, and the show goes on', async () => {
  addBookmark();
  addBookmark();
  library.models = [];
  await startSlideShow();
  expect(slideShow.problem).toContain('shows the model “m”, which is not here');
  await goToSlide(1);
  expect([slideShow.at, slideShow.isOn]).toEqual([1, true]);
  await goToSlide(2);
  expect(slideShow.at).toBe(1);
});

it('a show goes on by hand, or every few seconds until it waits or ends; all of it is one step', async () => {
  selectRows([1]);
  for (let n = 0; n < 3; n++) addBookmark();
  const before = current.history;
  await startSlideShow();
  await pressSpace();
  await vi.advanceTimersByTimeAsync(100_000);
  expect(slideShow.at).toBe(1);
  await goToSlide(0);
  setSlideSeconds('5');
  await vi.advanceTimersByTimeAsync(5_100);
  expect(slideShow.at).toBe(1);
  await pressSpace();
  await vi.advanceTimersByTimeAsync(20_000);
  expect([slideShow.at, slideShow.isPaused]).toEqual([1, true]);
  await pressSpace();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([slideShow.at, slideShow.isLast]).toEqual([2, true]);
  leaveSlideShow();
  setSlideSeconds('0');
  expect(current.history.undone(current.document).earlier).toBe(before.earlier);
});

it('a selection is named, selected again, renamed and deleted; names that are taken get a number', () => {
  nameSelection('none');
  expect(bookmarks.named).toEqual([]);
  selectRows([2, 0]);
  nameSelection(' odd ');
  nameSelection('odd');
  expect([bookmarks.named.map(({ name, rows }) => [name, rows]), step()]).toEqual([[['odd', [2, 0]], ['odd 2', [2, 0]]], 'selection named “odd 2”']);
  selectRows([1]);
  const [first, second] = bookmarks.named;
  if (first === undefined || second === undefined) throw new Error('There are two.');
  selectNamed(first);
  expect([selection.rows, step()]).toEqual([[2, 0], 'selection “odd”']);
  renameNamed(second.id, 'odd');
  expect(bookmarks.named[1]?.name).toBe('odd 2');
  removeNamed(first);
  expect([bookmarks.named.length, step()]).toEqual([1, 'deletion of the selection “odd”']);
});
