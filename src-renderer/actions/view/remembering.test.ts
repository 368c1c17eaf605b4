import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RememberedLook } from '@contract/remembered-page';
import type { SentenceSet } from '@contract/occurrence';
import { EMPTY_DOCUMENT } from '../../state/document';
import { current } from '../../state/document.svelte';
import { selection } from '../../state/selection.svelte';
import { session } from '../../state/session.svelte';
import { marked, setOf } from '../../sets/set.testing';

/** What the main process was told, in order. */
const told: (SentenceSet | RememberedLook)[] = [];
const keep = (what: SentenceSet | RememberedLook): Promise<null> => { told.push(what); return Promise.resolve(null); };
vi.mock('../../api/contexture', () => ({ contexture: { rememberSet: keep, rememberLook: keep } }));

let paint: () => void = () => undefined;
vi.mock('./painted', () => ({ painted: () => new Promise<void>((resolve) => { paint = resolve; }) }));

const { rememberPage } = await import('./remembering');

const set = setOf([marked('a |bank|'), marked('b |bank|')]);
const select = (rows: readonly number[]): void => { current.amend({ selected: { rows, anchor: null } }); rememberPage(); };
const rowsTold = (): unknown[] => told.map((one) => ('rows' in one ? one.rows : 'set'));

describe('rememberPage', () => {
  beforeAll(() => { current.restore(EMPTY_DOCUMENT, { set, model: { id: 'm' } } as unknown as NonNullable<typeof session.view>); });

  beforeEach(() => { told.length = 0; });

  it('hands a set over after it is painted, with what is selected by then; a selection after that at once', async () => {
    select([0]);
    const first = paint;
    select([1]);
    expect(selection.rows).toEqual([1]);
    expect(told).toEqual([]);
    first();
    paint();
    await vi.waitFor(() => { expect(rowsTold()).toEqual(['set', [1], [1]]); });

    select([0, 1]);
    expect(rowsTold().at(-1)).toEqual([0, 1]);
  });

  it('lets a large selection wait for its picture, and hands over what has taken its place', async () => {
    select(Array.from({ length: 2_000 }, (_, row) => row));
    expect(told).toEqual([]);
    select([1]);
    paint();
    await vi.waitFor(() => { expect(rowsTold()).toEqual([[1], [1]]); });
  });
});
