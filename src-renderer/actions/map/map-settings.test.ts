import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { mapControls } from '../../state/map.svelte';
import { current } from '../../state/document.svelte';
import { marked, setOf } from '../../sets/set.testing';
import type { View } from '../../state/view';

const recompute = vi.hoisted(() => vi.fn(() => Promise.resolve()));
vi.mock('../view/view', () => ({ recompute }));
const { changeDraft, INSTANT_MOST, isDraftChanged, openDraft } = await import('./map-settings');

const viewOf = (n: number, projection = DEFAULT_PROJECTION): View => ({ set: setOf([marked('a |bank|')]), projection, map: { kind: 'cloud', rows: new Int32Array(n) } }) as unknown as View;

beforeEach(() => {
  vi.useFakeTimers();
  recompute.mockClear();
  mapControls.draftOf = null;
  current.view = viewOf(INSTANT_MOST);
  openDraft();
});
afterEach(() => { vi.useRealTimers(); });

it('draws a small map again once its slider stands still', () => {
  changeDraft({ nNeighbors: 20 });
  vi.advanceTimersByTime(200);
  changeDraft({ nNeighbors: 25 });
  vi.advanceTimersByTime(200);
  expect(recompute).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(recompute).toHaveBeenCalledTimes(1);
  expect(mapControls.draft.nNeighbors).toBe(25);
});

it('draws nothing when a setting is back where it was', () => {
  changeDraft({ minDist: 0.5 });
  changeDraft({ minDist: DEFAULT_PROJECTION.minDist });
  vi.advanceTimersByTime(1000);
  expect(recompute).not.toHaveBeenCalled();
});

it('waits to be asked where the map is large, and forgets nothing when the popover is closed and opened', () => {
  current.view = viewOf(INSTANT_MOST + 1);
  openDraft();
  changeDraft({ nNeighbors: 30 });
  vi.advanceTimersByTime(1000);
  expect(recompute).not.toHaveBeenCalled();
  openDraft();
  expect([isDraftChanged(), mapControls.draft.nNeighbors]).toEqual([true, 30]);
  // Another map has settings of its own.
  current.view = viewOf(INSTANT_MOST + 1, { ...DEFAULT_PROJECTION, method: 'pca' });
  openDraft();
  expect([isDraftChanged(), mapControls.draft.method]).toEqual([false, 'pca']);
});
