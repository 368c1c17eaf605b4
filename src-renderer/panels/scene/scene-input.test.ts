import type { LayerMeasures } from '@contract/layers/layer-measures';
import { describe, expect, it } from 'vitest';
import { TEST_TOKENS } from '../../scene/colours/tokens.testing';
import type { SceneInput, ShownFloors } from '../../scene/scene-input';
import type { Placed } from '../../state/typed.svelte';
import { marked, setOf } from '../../sets/set.testing';
import type { CloudMap, StaticMap, View } from '../../state/view';
import { lanesOf, type LabelAgreement } from '../../wording/layer-lanes';
import { occurrenceAt, sceneInputs, type SceneSources } from './scene-input';

const set = setOf([marked('d |bank|', 'money'), marked('a |bank|', 'river'), marked('c |bank|', 'money'), marked('b |bank|')]);

/** Three points: occurrence 1 has none. */
function cloudMap(): CloudMap {
  return {
    kind: 'cloud',
    rows: Int32Array.of(0, 2, 3),
    pointOf: Int32Array.of(0, -1, 1, 2),
    coordinates: new Float32Array(9),
    ghosts: [],
    ghostOf: new Int32Array(3).fill(-1),
    counts: null,
    distortion: Float32Array.of(0, 0.5, 1),
  } as unknown as CloudMap;
}
const viewOf = (map: CloudMap | StaticMap): View => ({ set, model: { id: 'mpnet' }, layer: 3, summary: { nLayers: 13 }, ghosts: null, map, journey: null }) as unknown as View;

const SOURCES: SceneSources = {
  view: viewOf(cloudMap()), colours: { id: 'sense', categories: Uint8Array.of(1, 2, 1, 0), legend: [], values: null }, selected: [3, 1, 0], hovered: null, passing: null, placed: null, tried: [], averages: [], areGhostsShown: true, pairs: [],
  areThreadsShown: true, areLabelsShown: true, isWaiting: false, isOrthographic: false, position: 3, nTrailLayers: 2, stepMs: 450, lanes: [], tool: 'orbit', tokens: TEST_TOKENS, reserved: [],
};
const placed = { position: [1, 2, 3], path: [], floors: [] } as unknown as Placed;

/** Fields that are other objects after a change of the sources. */
function changed(more: Partial<SceneSources>, first: Partial<SceneSources> = {}): (keyof SceneInput)[] {
  const make = sceneInputs();
  const sources = { ...SOURCES, ...first };
  const before = make(sources), after = make({ ...sources, ...more });
  return (Object.keys(after) as (keyof SceneInput)[]).filter((field) => before[field] !== after[field]);
}

describe('the input of the scene', () => {
  it('speaks of points, and leaves out occurrences that have none', () => {
    const input = sceneInputs()({ ...SOURCES, hovered: 3, passing: [1, 2], placed, pairs: [{ from: 0, to: 1, text: '0.3', category: 0 }] });
    expect(input.selection).toEqual([2, 0]);
    expect(input.hover).toBe(2);
    expect(input.filter).toEqual(Uint8Array.of(0, 1, 0));
    expect(input.typed).toEqual({ position: [1, 2, 3], path: [] });
    expect(input.measures).toEqual([{ from: 0, to: -1, text: '0.3', category: 0 }]);
    expect(input.cloud).toMatchObject({ subject: set.id, source: 'mpnet', keys: Int32Array.of(0, 2, 3), stands: false, data: { categories: Uint8Array.of(1, 1, 0) } });
    expect(input.statics).toBeNull();
    expect(sceneInputs()({ ...SOURCES, hovered: 1 }).hover).toBeNull();
  });

  it('colours by a column of numbers, by what the map has lost, or by category', () => {
    const by = (id: string, values: Float32Array | null): Float32Array | null => sceneInputs()({ ...SOURCES, colours: { ...SOURCES.colours, id, values } }).colouring;
    expect(by('year', Float32Array.of(0, 0.25, 0.5, NaN))).toEqual(Float32Array.of(0, 0.5, NaN));
    expect(by('distortion', null)).toEqual(Float32Array.of(0, 0.5, 1));
    expect(by('sense', null)).toBeNull();
  });

  it('has no rows for a static map, whatever there is to filter, colour, measure or fly', () => {
    const map = { kind: 'static', forms: [{ form: 'bank', position: [0, 0, 0], rows: [0, 1, 2, 3] }], words: [] } as unknown as StaticMap;
    const input = sceneInputs()({ ...SOURCES, view: viewOf(map), hovered: 2, passing: [1], placed, colours: { ...SOURCES.colours, values: new Float32Array(4) } });
    expect(input).toMatchObject({ cloud: null, selection: [], hover: null, filter: null, colouring: null, typed: null });
    expect(input.statics?.data.forms).toMatchObject([{ form: 'bank', count: 4, tags: ['A', 'B', 'C'] }]);
  });

  it.each<[string, Partial<SceneSources>, Partial<SceneSources>, (keyof SceneInput)[]]>([
    ['nothing', {}, {}, []],
    ['the pointer', { hovered: 2 }, {}, ['hover']],
    ['the selection', { selected: [0] }, {}, ['selection']],
    ['the filter', { passing: [2] }, { passing: [1] }, ['filter']],
    ['the colours', { colours: { ...SOURCES.colours, categories: new Uint8Array(4) } }, {}, ['cloud']],
    ['the column', { colours: { ...SOURCES.colours, id: 'distortion' } }, {}, ['cloud', 'colouring']],
    ['a tool', { tool: 'lasso' }, {}, ['tool']],
    ['a switch', { areLabelsShown: false }, {}, ['options']],
    ['the projection', { isOrthographic: true }, {}, ['projection']],
    ['the speed of a flight', { stepMs: 225 }, {}, ['stepMs']],
    ['trails, where there is no flight', { position: 1, nTrailLayers: 5 }, {}, []],
    ['the map', { view: viewOf(cloudMap()) }, { passing: [2], placed }, ['cloud', 'selection', 'filter', 'measures', 'typed']],
    ['an edit of the set', { view: { ...SOURCES.view } }, { passing: [2], placed }, ['cloud', 'selection', 'measures']],
  ])('changes no more than it must with %s', (_, more, first, fields) => {
    expect(changed(more, first).sort()).toEqual([...fields].sort());
  });

  it('joins the points to where they were at the layers before, and draws no threads then', () => {
    const stops = [0, 1, 2, 3].map((value) => ({ map: { ...cloudMap(), coordinates: new Float32Array(9).fill(value) } }));
    const view = { ...viewOf(stops[3]?.map as CloudMap), journey: { stops } } as unknown as View;
    const make = sceneInputs();
    const at = (position: number): SceneInput => make({ ...SOURCES, view, position });
    const rest = at(3);
    expect(rest).toMatchObject({ trails: { names: ['0', '1', '2'], nShown: 2 }, options: { threads: false } });
    expect(rest.trails?.stops.map(([x]) => x)).toEqual([0, 1, 2]);
    expect(at(2.4).trails).toBe(rest.trails);
    expect(at(2).trails?.names).toEqual(['0', '1']);
    expect(at(0).trails).toBeNull();
    expect(rest.cloud?.data.within).toHaveLength(4 * 9);
    expect(rest.cloud?.journey).toBe(view.journey);
  });

  it('fades the points whose step to the layer, or on the way to it, has no cause', () => {
    const stops = [0, 1, 2, 3].map(() => ({ map: cloudMap() })), unfounded = [1, 2, 3].map((step) => new Uint8Array(3).fill(step));
    const view = { ...viewOf(stops[3]?.map as CloudMap), journey: { stops, unfounded } } as unknown as View;
    const fadedAt = (position: number): unknown => sceneInputs()({ ...SOURCES, view, position }).faded;
    expect([0, 0.4, 1, 2.5, 3].map(fadedAt)).toEqual([null, unfounded[0], unfounded[0], unfounded[2], unfounded[2]]);
    const untold = { ...view, journey: { stops, unfounded: null } } as unknown as View;
    expect(sceneInputs()({ ...SOURCES, view: untold, position: 2 }).faded).toBeNull();
    expect(sceneInputs()({ ...SOURCES, view: { ...view, mode: 'strata' }, position: 2 }).faded).toBeNull();
  });

  it('stacks the maps of all layers, and speaks of the floor of the layer', () => {
    const stops = [0, 1, 2].map((value) => ({ map: { ...cloudMap(), coordinates: Float32Array.of(value, 0.5, 0, value, -0.5, 0, value, 0, 0) } }));
    const view = { ...viewOf(stops[1]?.map as CloudMap), mode: 'strata', layer: 1, journey: { stops } } as unknown as View;
    const input = sceneInputs()({ ...SOURCES, view, selected: [2], hovered: 3, passing: [0, 3], placed, position: 1, areThreadsShown: true });
    expect(input.cloud?.data.positions).toHaveLength(3 * 9);
    expect(input).toMatchObject({ selection: [4], hover: 5, filter: Uint8Array.of(1, 0, 1, 1, 0, 1, 1, 0, 1), typed: null, projection: 'orthographic', options: { threads: false }, floors: { chosen: 1 }, trails: { whole: [7], nShown: 2 } });
    expect(input.cloud?.data).toMatchObject({ categories: Uint8Array.of(1, 1, 0, 1, 1, 0, 1, 1, 0), namedFrom: 6 });
    expect([0, 4, 8].map((point) => occurrenceAt(view, point))).toEqual([0, 2, 3]);
    // The map's y runs into the depth; floors stand above each other.
    const at = (point: number): number[] => [...input.cloud?.data.positions.subarray(point * 3, point * 3 + 3) ?? []];
    expect([at(0)[0], at(0)[2], at(4)[0], at(4)[2]]).toEqual([0, -0.5, 1, 0.5]);
    expect(at(3)[1]).toBe(0);
    expect((at(0)[1] ?? 0) < 0 && (at(8)[1] ?? 0) > 0).toBe(true);
    // A typed sentence goes through all floors; one that was placed in another view has none yet.
    const threaded = sceneInputs()({ ...SOURCES, view, placed: { position: [1, 2, 0], path: [], floors: [[0, 0.5, 0], [1, 0.5, 0], [2, -0.5, 0]] } }).typed;
    expect([threaded?.path, threaded?.position]).toEqual([[[...at(0)], [...at(3)], [...at(7)]].map((place) => place.map((value) => expect.closeTo(value, 6) as number)), threaded?.path[2]]);
    expect(input.typed).toBeNull();
    // A thread ends on the last floor; rows of the others have none.
    expect(input.trails?.stops[0]?.slice(0, 18).every(Number.isNaN)).toBe(true);
    expect([...input.trails?.stops[1]?.subarray(18, 21) ?? []]).toEqual(at(3));
  });

  it('has the label column among the profiles, by what it holds, and says which ones stay where room is short', () => {
    const stops = [0, 1].map(() => ({ map: cloudMap() }));
    const view = { ...viewOf(stops[1]?.map as unknown as CloudMap), mode: 'strata', layer: 1, journey: { stops } } as unknown as View;
    const measures = [0, 1].map((layer) => ({ layer, anisotropy: 0.1, selfSimilarity: { raw: 0.5 }, explained: { raw: null }, nearestSense: { macro: 0.6, nLabels: 5, n: 40, macroInterval: [0.5, 0.7] } }) as unknown as LayerMeasures);
    const agreements = [0.7, 0.8].map((share) => ({ share, chance: 0.25, n: 40 }));
    const profiles = (label: LabelAgreement | null): ShownFloors | null => sceneInputs()({ ...SOURCES, view, lanes: lanesOf(measures, agreements, label, 'two random words') }).floors;
    const shown = profiles({ title: 'upos', byLayer: agreements });
    expect(shown?.columns.map(({ title, detail, rank, low }) => [title, detail, rank, low])).toEqual([
      ['Form', 'same word', 0, 0.25],
      ['Label', 'part of speech', 2, 0.25],
      ['Meaning', 'same sense', 1, 0.2],
      ['Itself', 'cosine', 3, 0.1],
    ]);
    expect(shown?.floors[1]?.profile).toEqual([0.8, 0.8, 0.6, 0.5]);
    expect(profiles(null)?.columns.map(({ title }) => title)).toEqual(['Form', 'Meaning', 'Itself']);
  });

  it('keeps the map of the same points in other colours', () => {
    const make = sceneInputs();
    const before = make(SOURCES), after = make({ ...SOURCES, colours: { ...SOURCES.colours, categories: new Uint8Array(4) } });
    expect(after.cloud).not.toBe(before.cloud);
    expect(after.cloud?.map).toBe(before.cloud?.map);
  });
});
