import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Request } from '@contract/channels';
import { Failure } from '@contract/failure';
import { mixText, type LayerMix } from '@contract/layers/layer-mix';
import type { SentenceSet } from '@contract/occurrence';
import type { EmbeddingSummary } from '@contract/embedding';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { EMPTY_DOCUMENT } from '../../state/document';
import { current } from '../../state/document.svelte';
import { History } from '../../state/history';
import { library } from '../../state/library.svelte';
import { selection } from '../../state/selection.svelte';
import { session } from '../../state/session.svelte';
import { marked, setOf } from '../../sets/set.testing';
import type { CloudMap, ViewTarget } from '../../state/view';

const kept: SentenceSet[] = [];
vi.mock('../../api/contexture', () => ({
  contexture: {
    mix: ({ key, mix }: Request<'inference:mix'>) => Promise.resolve({ key: `${key}+${mixText(mix)}`, dim: 1, nLayers: 1, senseRecall: [], missing: [], nearest: { rows: new Int32Array(0), ofLayer: [] } }), updateSettings: () => Promise.resolve({}),
    saveKeptSet: (set: SentenceSet) => { kept.push(set); return Promise.resolve(); },
  },
}));

/** What was embedded, as the key says it. */
const embedded: string[] = [];
let failure: Failure | null = null;
const keyOf = ({ set, model }: ViewTarget): string => JSON.stringify([model.id, set.occurrences]);
vi.mock('./embedding', () => ({
  requestEmbedding: (target: ViewTarget): Promise<EmbeddingSummary> => {
    if (failure !== null) return Promise.reject(failure);
    embedded.push(target.set.title);
    return Promise.resolve({ key: keyOf(target), dim: 1, nLayers: 3, senseRecall: [], missing: [], device: {}, nearest: { rows: new Int32Array(0), ofLayer: [] } } as unknown as EmbeddingSummary);
  },
  fetchLayer: ({ key }: EmbeddingSummary, layer: number) => Promise.resolve(Float32Array.of(key.length, layer)),
  fetchGhosts: () => Promise.resolve(null),
}));

/** Every map that is made has a number of its own. */
let nMaps = 0;
vi.mock('../map/project-cloud', () => ({
  projectCloud: ({ set }: ViewTarget): Promise<CloudMap> => Promise.resolve({
    kind: 'cloud', coordinates: Float32Array.of(++nMaps), layout: new Float32Array(0), ghosts: [], rows: Int32Array.from(set.occurrences.keys()), pointOf: Int32Array.from(set.occurrences.keys()),
  } as unknown as CloudMap),
}));
vi.mock('./shown', () => ({ sceneBusy: () => undefined, sceneKept: () => undefined }));
vi.mock('../map/standing-map', () => ({ standingMap: () => Promise.resolve(null) }));

const { deleteSelected, giveSense } = await import('../sets/editing');
const { searchFor, select, selectRows } = await import('../selection/selecting');
const { painted } = await import('./painted');
const { redo, undo } = await import('./undoing');
const { openSet } = await import('../sets/sets');
const { switchLayer, switchModel, show } = await import('./view');
const { leaveMix, showMix } = await import('./mixing');
const { targetWith } = await import('./wanted');

const model = { id: 'm', name: 'M', kind: 'transformer', nLayers: 3, dim: 1, poolings: ['mean'], background: { meanCosine: { mean: [0, 0, 0] } } } as unknown as ViewTarget['model'];
const own = { ...setOf([marked('a |bank|', 'money'), marked('b |bank|', 'river'), marked('c |bank|')]), title: 'own' };
const preset: SentenceSet = { ...setOf([marked('d |bank|')]), id: 'bank', origin: 'preset' };
const MIX: LayerMix = { kind: 'sum', scores: [null, 0, 0], gamma: 1, half: 'both' };
const mapNumber = (): number | undefined => (session.view?.map.kind === 'cloud' ? session.view.map.coordinates[0] : undefined);
const senses = (): (string | undefined)[] => session.occurrences.map(({ labels }) => labels['sense']);
const step = (): string | undefined => current.history.earlier?.name;
/** Labels are measured in the background. */
const quiet = (): Promise<void> => vi.waitFor(() => { expect(session.wanted).toBeNull(); });

beforeEach(async () => {
  failure = null;
  current.document = EMPTY_DOCUMENT;
  current.history = new History();
  current.view = null;
  library.own = [];
  library.opened.clear();
  await show({ set: own, model, layer: 1 });
  // What the test before this one keeps is kept by then.
  await painted();
  kept.length = 0;
});

describe('undoing', () => {
  it('has nothing to undo when a set was just opened', async () => {
    expect(current.history.earlier).toBeNull();
    await undo();
    expect(session.view?.layer).toBe(1);
  });

  it('brings back the very map that was there, and the selection with it', async () => {
    const first = mapNumber();
    select(2);
    await switchLayer(2);
    expect([mapNumber(), step()]).toEqual([(first ?? 0) + 1, 'layer 2']);
    await undo();
    expect([mapNumber(), session.view?.layer, current.document.selected.rows]).toEqual([first, 1, [2]]);
    await undo();
    expect(current.document.selected.rows).toEqual([]);
    await redo();
    await redo();
    expect([mapNumber(), session.view?.layer, current.document.selected.rows]).toEqual([(first ?? 0) + 1, 2, [2]]);
  });

  it('takes labels back at once, keeps the set as it was then, and names the step', async () => {
    const first = mapNumber();
    selectRows([2]);
    await giveSense('river');
    expect([senses(), step()]).toEqual([['money', 'river', 'river'], 'sense “the river”']);
    await quiet();
    const back = undo();
    expect([senses(), mapNumber()]).toEqual([['money', 'river', undefined], first]);
    await back;
    await quiet();
    await vi.waitFor(() => { expect(kept.map(({ occurrences }) => occurrences[2]?.labels['sense'])).toEqual(['river', undefined]); });
    await redo();
    await quiet();
    expect([senses(), mapNumber()]).toEqual([['money', 'river', 'river'], first]);
    expect(library.opened.get('test')?.occurrences[2]?.labels['sense']).toBe('river');
  });

  it('brings deleted sentences back with their map and their selection, whatever is done meanwhile', async () => {
    const first = mapNumber();
    selectRows([0, 1]);
    await deleteSelected();
    expect([session.occurrences.length, step(), current.document.selected.rows]).toEqual([1, 'deletion of 2 sentences', []]);
    const undoing = undo();
    searchFor('b');
    await undoing;
    expect([session.occurrences.length, mapNumber(), current.document.selected.rows, current.history.later?.name]).toEqual([3, first, [0, 1], 'deletion of 2 sentences']);
  });

  it('leaves a search that is typed meanwhile, and what else the step does not change; each is a step of its own', async () => {
    await openSet(preset);
    const undoing = undo();
    searchFor('b');
    current.change({ name: 'order' }, { list: { sort: 'colour', isFullSentences: true } });
    select(0);
    await undoing;
    const { document } = current;
    // The row was one of the other set.
    expect([session.set?.id, document.filter.query, document.list.sort, document.selected.rows, step()]).toEqual(['test', 'b', 'colour', [], 'selection']);
    await undo();
    await undo();
    expect([current.document.filter.query, current.document.list.sort, step()]).toEqual(['b', 'before', 'search']);
    await undo();
    expect([current.document.filter.query, step()]).toEqual(['', undefined]);
  });

  it('leaves a search and a selection that are made before a layer is back, and takes them along when it is redone', async () => {
    await switchLayer(2);
    const undoing = undo();
    searchFor('b');
    select(1);
    await undoing;
    const seen = (): unknown => [session.view?.layer, current.document.filter.query, current.document.selected.rows];
    expect([seen(), current.history.later?.name]).toEqual([[1, 'b', [1]], 'layer 2']);
    await redo();
    expect(seen()).toEqual([2, 'b', [1]]);
  });

  it('leaves a search that is typed while labels that were taken back are measured', async () => {
    selectRows([2]);
    await giveSense('river');
    await quiet();
    await undo();
    searchFor('c');
    await quiet();
    expect([senses(), current.document.filter.query, step()]).toEqual([['money', 'river', undefined], 'c', 'search']);
  });

  it('goes back to the set that was open before', async () => {
    select(1);
    await openSet(preset);
    expect([step(), current.document.selected.rows]).toEqual(['opening “bank”', []]);
    await undo();
    expect([session.set?.id, current.document.selected.rows]).toEqual(['test', [1]]);
    await vi.waitFor(() => { expect(kept).toEqual([own]); });
  });

  it('undoes the first edit of a preset in the copy that was made of it', async () => {
    await openSet(preset);
    select(0);
    await giveSense('river');
    const copy = session.set;
    expect([copy?.origin, copy?.title]).toEqual(['own', 'bank, edited']);
    await quiet();
    await undo();
    await quiet();
    expect([session.set?.id, senses()]).toEqual([copy?.id, [undefined]]);
  });

  it('changes nothing where the picture cannot be made, and can be tried again', async () => {
    await openSet(preset);
    failure = new Failure('not-found', 'The model is gone.');
    await undo();
    expect([session.set?.id, step()]).toEqual(['bank', 'opening “bank”']);
    failure = null;
    await undo();
    expect(session.set?.id).toBe('test');
  });

  it('leads from a mix of layers back to the layer, and to the mix again', async () => {
    const [first, vectors] = [mapNumber(), session.view?.vectors];
    await showMix(MIX);
    expect([step(), session.view?.layer, session.view?.mixed?.key.endsWith(mixText(MIX))]).toEqual(['mix of layers', 1, true]);
    expect([session.view?.vectors[0], session.view?.vectors[1], mapNumber(), session.baseline]).toEqual([session.view?.mixed?.key.length, 0, (first ?? 0) + 1, null]);
    await undo();
    expect([session.view?.mix, session.view?.mixed, mapNumber(), session.view?.vectors]).toEqual([null, null, first, vectors]);
    await redo();
    expect([session.view?.mix, session.view?.mixed?.nLayers, mapNumber()]).toEqual([MIX, 1, (first ?? 0) + 1]);
  });

  it('takes a slider’s way through mixes for one step', async () => {
    await showMix(MIX);
    await showMix({ ...MIX, gamma: 2 });
    await undo();
    expect([session.view?.mix, current.history.earlier]).toEqual([null, null]);
  });

  it('gives up what is on its way instead', async () => {
    select(0);
    const going = switchLayer(2);
    await undo();
    await going;
    expect([session.view?.layer, current.document.selected.rows, step()]).toEqual([1, [0], 'selection']);
  });
});

describe('a mix of layers', () => {
  beforeEach(async () => {
    library.models = [model, { ...model, id: 'other' }] as unknown as typeof library.models;
    await showMix(MIX);
  });
  const mix = (): LayerMix | null | undefined => session.view?.mix;

  it.each([
    ['another layer', () => switchLayer(2), 2], ['the layer before', () => switchLayer(1), 1], ['the button', leaveMix, 1], ['another model', () => switchModel('other'), 1],
    ['another pooling', () => show({ pooling: 'first' }), 1],
  ] as const)('is left by %s', async (_, leave, layer) => {
    expect(mix()).toEqual(MIX);
    await leave();
    expect([mix(), session.view?.mixed]).toEqual([null, null]);
    if (layer === 2) expect([session.view?.layer, step()]).toEqual([2, 'layer 2']);
  });

  it('is not there in a flight, and stays when the map or the labels change', async () => {
    const { mixed } = session.view ?? {};
    await show({ projection: { ...DEFAULT_PROJECTION, nNeighbors: 5 } });
    expect([mix(), session.view?.mixed]).toEqual([MIX, mixed]);
    selectRows([2]);
    await giveSense('river');
    await quiet();
    expect(mix()).toEqual(MIX);
    expect(session.view?.mixed?.key).not.toBe(mixed?.key);
    expect(targetWith({ mode: 'flight' })?.target.mix).toBeNull();
    expect(targetWith({ mode: 'strata', mix: MIX })?.target.mix).toBeNull();
  });
});

describe('a large set', () => {
  const large: SentenceSet = { ...setOf(Array.from({ length: 2_000 }, (_, row) => marked(`sentence ${row} has a |bank|`))), id: 'large', title: 'large' };

  it('is listed before it has vectors, with nothing of the set before beside it', async () => {
    select(1);
    const opened = openSet(large);
    expect([session.set, session.view, selection.rows, session.occurrences.length]).toEqual([large, null, [], 2_000]);
    select(5);
    expect([selection.rows, current.document.selected.rows]).toEqual([[], [1]]);
    await opened;
    expect([session.view?.set, current.coming, selection.rows, step()]).toEqual([large, null, [], 'opening “large”']);
    await undo();
    expect([session.view?.set, session.set, selection.rows]).toEqual([own, own, [1]]);
  });

  it('makes way for the set before when it is given up or fails', async () => {
    select(2);
    const before = session.view;
    const opened = openSet(large);
    await undo();
    expect([await opened, session.view, session.set, selection.rows]).toEqual([false, before, own, [2]]);
    failure = new Failure('not-found', 'The model is gone.');
    expect(await openSet(large)).toBe(false);
    expect([session.view, session.set, current.coming, step()]).toEqual([before, own, null, 'selection']);
  });

  it('makes way for a set that is opened meanwhile', async () => {
    const opened = openSet(large);
    await openSet(preset);
    expect([await opened, session.set?.id, current.coming]).toEqual([false, 'bank', null]);
  });
});
