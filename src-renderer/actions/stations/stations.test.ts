import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EmbeddingSummary, Pooling } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { InstalledModel } from '@contract/model-card';
import type { Occurrence } from '@contract/occurrence';
import { DEFAULT_PROJECTION, type ProjectionParameters } from '@contract/projection';
import { current } from '../../state/document.svelte';
import { library } from '../../state/library.svelte';
import { session } from '../../state/session.svelte';
import { stations } from '../../state/panels/stations.svelte';
import type { ViewTarget, View } from '../../state/view';
import { marked, setOf } from '../../sets/set.testing';
import { STATIONS } from '../../wording/stations';

/** What models were asked, as "id pooling". */
const asked: string[] = [];
let failure: Failure | null = null;
/** Holds the model back until it is let go. */
let gate: Promise<void> = Promise.resolve();
vi.mock('../view/embedding', () => ({
  requestAside: async ({ id }: InstalledModel, pooling: Pooling, _device: string, occurrences: readonly Occurrence[], signal: AbortSignal): Promise<EmbeddingSummary> => {
    asked.push(`${id} ${pooling}`);
    await gate;
    if (signal.aborted) throw new Failure('cancelled', 'Cancelled.');
    if (failure !== null) throw failure;
    return { key: id, nOccurrences: occurrences.length, nLayers: 3, dim: 2, senseRecall: [0, 1, 0.5] } as unknown as EmbeddingSummary;
  },
  fetchLayer: ({ nOccurrences }: EmbeddingSummary) => Promise.resolve(Float32Array.from({ length: nOccurrences * 2 }, (_, at) => at + 1)),
}));
const projected: ProjectionParameters[] = [];
vi.mock('../map/projection', () => ({
  projectRows: ({ source, wanted }: { source: { n: number }; wanted: ProjectionParameters }) => {
    projected.push(wanted);
    return Promise.resolve({ coordinates: new Float32Array(source.n * 2), parameters: { ...wanted, method: 'pca' } });
  },
  toSpace: (coordinates: Float32Array) => new Float32Array((coordinates.length / 2) * 3),
}));
const show = vi.hoisted(() => vi.fn<(change: Partial<ViewTarget>) => Promise<boolean>>(() => Promise.resolve(true)));
vi.mock('../view/view', () => ({ show }));
const { closeStations, chooseStationModel, openStations, showStation, stopStations } = await import('./stations');

const card = (id: string, kind: InstalledModel['kind'], isSentence = false): InstalledModel =>
  ({
    id,
    name: id,
    kind,
    nLayers: 3,
    nParameters: 1,
    ...(isSentence ? { sentence: { mode: 'mean', maxTokens: 9, steps: [] } } : {}),
  }) as unknown as InstalledModel;
const set = setOf([marked('by the |bank| of it', 'river'), marked('a muddy |bank|', 'river'), marked('the |bank| lends', 'money'), marked('the |bank| pays', 'money')]);
const viewOf = (of: typeof set): View => ({ set: of, model: card('st', 'bert', true), pooling: 'mean', device: 'cpu', projection: DEFAULT_PROJECTION, map: { kind: 'cloud' } }) as unknown as View;
const done = (): Promise<unknown> => vi.waitFor(() => { expect(stations.running).toBeNull(); });

beforeEach(() => {
  closeStations();
  Object.assign(stations, { order: null, maps: {}, problems: {}, chosen: {}, note: null, running: null });
  asked.length = 0;
  failure = null;
  gate = Promise.resolve();
  session.wanted = null;
  show.mockClear();
  library.models = [card('glove', 'static'), card('elmo', 'elmo'), card('bert', 'bert'), card('st', 'bert', true)];
  vi.spyOn(current, 'view', 'get').mockReturnValue(viewOf(set));
});

describe('the representations of a set', () => {
  it('are drawn one after the other, flat, of sentences and of words, and kept while the panel is closed', async () => {
    openStations();
    await done();
    expect(asked).toEqual(['glove sentence', 'glove mean', 'elmo mean', 'bert mean', 'st sentence']);
    expect(Object.keys(stations.maps)).toEqual(STATIONS.filter((station) => station !== 'ulmfit'));
    expect(projected.every(({ nComponents, seed }) => nComponents === 2 && seed === DEFAULT_PROJECTION.seed)).toBe(true);
    expect(stations.maps['bag-of-words']?.facts).toMatchObject({ nRows: 4, wordInBag: { word: 'bank', nWith: 4, n: 4, idf: 1 } });
    closeStations();
    openStations();
    await done();
    expect(asked).toHaveLength(5);
    expect(show).not.toHaveBeenCalled();
  });

  it('are seven with a ULMFiT, of which the word is drawn and shown', async () => {
    const recurrent = { reads: 'forward', widths: [2, 3, 2] } as const;
    library.models = [...library.models, { ...card('ulmfit', 'ulmfit'), recurrent }];
    openStations();
    await done();
    expect(asked).toEqual(['glove sentence', 'glove mean', 'elmo mean', 'ulmfit mean', 'bert mean', 'st sentence']);
    expect(Object.keys(stations.maps)).toEqual([...STATIONS]);
    expect(stations.maps.ulmfit).toMatchObject({ modelId: 'ulmfit', layer: 2, facts: { unread: { side: 'left', n: 4, nWithoutContext: 0 } } });
    expect(stations.maps.elmo?.facts.unread).toBeNull();
    await showStation('ulmfit');
    expect(show.mock.calls[0]?.[0]).toMatchObject({ model: { id: 'ulmfit' }, pooling: 'mean', mode: 'cloud' });
    library.models = library.models.filter(({ id }) => id !== 'ulmfit');
    openStations();
    await done();
    expect(stations.maps.ulmfit).toBeUndefined();
    expect(stations.list).toHaveLength(6);
  });

  it('are drawn anew for other sentences', async () => {
    openStations();
    await done();
    closeStations();
    vi.spyOn(current, 'view', 'get').mockReturnValue(viewOf({ ...set, occurrences: set.occurrences.slice(1) }));
    openStations();
    await done();
    expect(asked).toHaveLength(10);
    expect(stations.maps.bert?.rows).toHaveLength(3);
  });

  it('keep what is there when somebody stops, and go on from there', async () => {
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => { open = resolve; });
    openStations();
    await vi.waitFor(() => { expect(asked).toHaveLength(1); });
    stopStations();
    open();
    await done();
    expect(Object.keys(stations.maps)).toEqual(['bag-of-words', 'tfidf']);
    expect(stations.problems).toEqual({});
    closeStations();
    openStations();
    await done();
    expect(Object.keys(stations.maps)).toHaveLength(6);
  });

  it('ask no model while the view on screen is at work', async () => {
    session.wanted = viewOf(set);
    openStations();
    await vi.waitFor(() => { expect(stations.step).toBe('Waiting for the map on screen'); });
    expect(asked).toEqual([]);
    session.wanted = null;
    await done();
    expect(asked).toHaveLength(5);
  });

  it('say which model is missing, and what a model says that failed', async () => {
    library.models = [card('st', 'bert', true)];
    failure = new Failure('bad-input', 'The model is broken. Import it again.');
    openStations();
    await done();
    expect(stations.problems.elmo).toContain('needs an ELMo');
    expect(stations.problems.sentence).toBe('The model is broken. Import it again.');
    expect(Object.keys(stations.maps)).toEqual(['bag-of-words', 'tfidf']);
  });

  it('are read by another model on demand, that one alone', async () => {
    openStations();
    await done();
    asked.length = 0;
    await chooseStationModel('bert', 'st');
    expect(asked).toEqual(['st mean']);
    expect(stations.maps.bert?.modelId).toBe('st');
  });

  it('become the main map where a model stands behind them', async () => {
    openStations();
    await done();
    await showStation('tfidf');
    expect(stations.note).toContain('no model behind it');
    expect(show).not.toHaveBeenCalled();
    await showStation('static-mean');
    expect(stations.isOpen).toBe(false);
    expect(show.mock.calls[0]?.[0]).toMatchObject({ model: { id: 'glove' }, pooling: 'sentence', mode: 'cloud', mix: null, beside: null });
  });
});
