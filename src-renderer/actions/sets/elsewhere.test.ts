import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EmbeddingSummary } from '@contract/embedding';
import type { SentenceSet } from '@contract/occurrence';
import { marked, setOf } from '../../sets/set.testing';
import { renameSet, setSense } from '../../sets/set-edits';
import { EMPTY_DOCUMENT } from '../../state/document';
import { current } from '../../state/document.svelte';
import { History } from '../../state/history';
import { library } from '../../state/library.svelte';
import { notices } from '../../state/notices.svelte';
import { session } from '../../state/session.svelte';
import type { CloudMap, ViewTarget } from '../../state/view';

/** What is in the library. */
const disk = new Map<string, SentenceSet>();
const saved: string[] = [];
vi.mock('../../api/contexture', () => ({
  contexture: {
    updateSettings: () => Promise.resolve({}),
    openKeptSet: (id: string) => Promise.resolve(structuredClone(disk.get(id))),
    saveKeptSet: (set: SentenceSet) => { saved.push(set.title); disk.set(set.id, set); return Promise.resolve(null); },
  },
}));
vi.mock('../view/embedding', () => ({
  requestEmbedding: ({ set }: ViewTarget): Promise<EmbeddingSummary> => Promise.resolve({
    key: JSON.stringify(set.occurrences), dim: 1, nLayers: 3, senseRecall: [], missing: [], device: {}, nearest: { rows: new Int32Array(0), ofLayer: [] },
  } as unknown as EmbeddingSummary),
  fetchLayer: () => Promise.resolve(Float32Array.of(1)),
  fetchGhosts: () => Promise.resolve(null),
}));
vi.mock('../map/project-cloud', () => ({
  projectCloud: ({ set }: ViewTarget): Promise<CloudMap> => Promise.resolve({
    kind: 'cloud', coordinates: Float32Array.of(1), layout: new Float32Array(0), ghosts: [],
    rows: Int32Array.from(set.occurrences.keys()), pointOf: Int32Array.from(set.occurrences.keys()),
  } as unknown as CloudMap),
}));
vi.mock('../view/shown', () => ({ sceneBusy: () => undefined, sceneKept: () => undefined }));
vi.mock('../map/standing-map', () => ({ standingMap: () => Promise.resolve(null) }));

const { giveSense } = await import('./editing');
const { setChangedElsewhere } = await import('./elsewhere');
const { openOwn } = await import('./sets');
const { selectRows } = await import('../selection/selecting');
const { painted } = await import('../view/painted');
const { undo } = await import('../view/undoing');
const { show } = await import('../view/view');

const model = { id: 'm', name: 'M', kind: 'transformer', nLayers: 3, dim: 1, poolings: ['mean'], background: { meanCosine: { mean: [0, 0, 0] } } } as unknown as ViewTarget['model'];
const mine: SentenceSet = { ...setOf([marked('a |bank|', 'money'), marked('b |bank|', 'river'), marked('c |bank|')]), id: 'own-1', title: 'mine' };
const other: SentenceSet = { ...setOf([marked('d |bank|')]), id: 'own-2', title: 'other' };
const senses = (): (string | undefined)[] => session.occurrences.map(({ labels }) => labels['sense']);
const settled = async (): Promise<void> => {
  await vi.waitFor(() => { expect(session.wanted).toBeNull(); });
  await painted();
};
/** Another window has saved it so. */
const changed = (set: SentenceSet): Promise<void> => {
  disk.set(set.id, set);
  return setChangedElsewhere({ id: set.id, listed: { id: set.id, title: set.title, word: set.word } });
};

beforeEach(async () => {
  disk.clear();
  for (const set of [mine, other]) disk.set(set.id, set);
  current.document = EMPTY_DOCUMENT;
  current.history = new History();
  current.view = null;
  library.own = [];
  library.opened.clear();
  library.behind.clear();
  library.unkept = new Set();
  notices.list = [];
  library.remember(mine);
  await show({ set: mine, model, layer: 1 });
  await settled();
  saved.length = 0;
});

describe('an own set that another window has changed', () => {
  it('takes the place of the one on screen, as a step that can be undone; nobody writes it anew', async () => {
    selectRows([2, 0]);
    await changed(setSense(mine, [2], 'money'));
    await settled();
    expect([senses(), current.document.selected.rows, current.history.earlier?.name, saved]).toEqual([['money', 'river', 'money'], [2, 0], 'change in another window', []]);
    await undo();
    await settled();
    await vi.waitFor(() => { expect(saved).toEqual(['mine']); });
    expect([senses(), disk.get('own-1')?.occurrences[2]?.labels['sense']]).toEqual([['money', 'river', undefined], undefined]);
  });

  it('keeps the selection on its sentences where some have come and gone', async () => {
    selectRows([0, 2]);
    await changed({ ...mine, occurrences: [...mine.occurrences.slice(1), marked('e |bank|')] });
    await settled();
    expect([session.occurrences.map(({ text }) => text), current.document.selected.rows]).toEqual([['b bank', 'c bank', 'e bank'], [1]]);
    expect(library.behind.size).toBe(0);
  });

  it('is not written over by what was changed here meanwhile: that becomes a set of its own', async () => {
    selectRows([1]);
    const given = giveSense('money');
    const told = changed(renameSet(mine, 'theirs'));
    await Promise.all([given, told]);
    await settled();
    expect([senses(), saved, disk.get('own-1')?.title]).toEqual([['money', 'money', undefined], [], 'theirs']);
    const notice = notices.list.find(({ kind }) => kind === 'error');
    expect(notice?.message).toBe('“mine” was changed in another window meanwhile, so what you changed here was not saved. Keep it as a set of its own.');
    notice?.action?.run();
    await vi.waitFor(() => { expect(saved).toHaveLength(1); });
    await settled();
    expect([session.set?.id === 'own-1', senses(), disk.get('own-1')?.title]).toEqual([false, ['money', 'money', undefined], 'theirs']);
    // The other window's is read when it is opened.
    await openOwn('own-1');
    await settled();
    expect([session.set?.title, senses(), library.behind.size]).toEqual(['theirs', ['money', 'river', undefined], 0]);
  });

  it('is read again when it is opened, and no undo brings back what was here before', async () => {
    await openOwn('own-2');
    await settled();
    await changed(setSense(mine, [2], 'money'));
    expect(library.opened.has('own-1')).toBe(false);
    await undo();
    expect([session.set?.id, notices.list.at(-1)?.message]).toEqual(['own-2', '“mine” was changed in another window since: what comes before that stays as it is.']);
    await openOwn('own-1');
    await settled();
    expect([senses(), saved]).toEqual([['money', 'river', 'money'], []]);
  });

  it('is listed under its new name where it was never opened, and gone from the list where it was deleted', async () => {
    await setChangedElsewhere({ id: 'own-3', listed: { id: 'own-3', title: 'new', word: 'bank' } });
    expect(library.own.map(({ title }) => title)).toEqual(['mine', 'new']);
    await setChangedElsewhere({ id: 'own-3', listed: null });
    await setChangedElsewhere({ id: 'own-1', listed: null });
    expect([library.own, session.set?.title, notices.list.at(-1)?.message]).toEqual([
      [], 'mine', '“mine” was deleted in another window. It stays on screen here; a change brings it back into the list.',
    ]);
    selectRows([1]);
    await giveSense('money');
    await vi.waitFor(() => { expect(saved).toEqual(['mine']); });
    expect(library.own.map(({ title }) => title)).toEqual(['mine']);
  });
});
