import { expect, it } from 'vitest';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { bytesOfViews, changeOf, isNarrowed, isSameTarget, movedFilter, NO_FILTER, selectedRows, targetOf, widened } from './document';
import { Pictures } from './pictures';
import { marked, setOf } from '../sets/set.testing';
import { shownLayer, type ViewTarget, type View } from './view';

const target = { set: setOf([marked('a |bank|')]), model: { id: 'm', name: 'M' }, pooling: 'mean', prompt: '', device: 'auto', precision: 'exact', layer: 3, mix: null, projection: DEFAULT_PROJECTION, mode: 'cloud', beside: null } as unknown as ViewTarget;
const view = (vectors: Float32Array, layout = vectors): View =>
  ({
    ...target,
    summary: { nearest: { rows: new Int32Array(0), ofLayer: [] } },
    vectors,
    ghosts: null,
    map: { kind: 'cloud', coordinates: layout, layout },
    left: null,
  }) as unknown as View;

const MIX = { kind: 'concat', layers: [1, 2], half: 'both' } as const;

it('counts what stands at the left of a comparison, and takes another left for another target', () => {
  const right = view(new Float32Array(100));
  expect(bytesOfViews([{ ...right, left: view(new Float32Array(50)) }, right])).toBe(600);
  const beside = { model: target.model, layer: 2, set: null };
  expect([
    isSameTarget({ ...target, beside }, { ...target, beside: { ...beside } }),
    isSameTarget({ ...target, beside }, { ...target, beside: { ...beside, layer: 3 } }),
    isSameTarget({ ...target, beside }, target),
  ]).toEqual([true, false, false]);
  expect(changeOf({ ...target, beside }, { ...target, beside: { ...beside, layer: 3 } })).toBe('what is at the left');
});

it('names the change from one target to the next', () => {
  const named = (change: Partial<ViewTarget>): string => changeOf(target, { ...target, ...change });
  expect([
    named({ set: { ...target.set, id: 'other', title: 'run' } }), named({ model: { ...target.model, id: 'n', name: 'N' } }), named({ pooling: 'sentence' }), named({ prompt: 'query' }),
    named({ layer: 5 }), named({ set: { ...target.set } }), named({ device: 'cpu' }), named({ projection: { ...DEFAULT_PROJECTION, nNeighbors: 3 } }), named({ mode: 'flight' }), named({ mode: 'strata' }), named({ mix: MIX }),
    named({ precision: 'int8', device: 'cpu' }), changeOf({ ...target, precision: 'int8' }, target),
    changeOf({ ...target, mix: MIX }, target), changeOf({ ...target, mix: MIX }, { ...target, layer: 2 }),
  ]).toEqual(['opening “run”', 'model N', 'which vectors are compared', 'which vectors are compared', 'layer 5', 'the sentences', 'where the model runs', 'the map’s settings', 'flight through the layers', 'layers above each other', 'mix of layers', 'products in 8 bits', 'exact products', 'layer 3', 'layer 2']);
});

it('takes targets for the same by what they ask for', () => {
  expect(isSameTarget(target, { ...targetOf(view(new Float32Array(1))), projection: { ...DEFAULT_PROJECTION } })).toBe(true);
  for (const change of [
    { layer: 4 },
    { mode: 'flight' as const },
    { set: { ...target.set } },
    { prompt: 'p' },
    { device: 'cpu' as const },
    { precision: 'int8' as const },
    { projection: { ...DEFAULT_PROJECTION, seed: 9 } },
    { mix: MIX },
  ])
    expect(isSameTarget(target, { ...target, ...change })).toBe(false);
});

it('goes to the mix where there is one, and to the layer where there is none', () => {
  const [summary, mixed] = ['set', 'set+mix'].map((key) => ({ key }) as View['summary']);
  if (summary === undefined || mixed === undefined) throw new Error('two are given');
  expect(shownLayer({ summary, mixed, layer: 3 })).toEqual({ summary: mixed, layer: 0 });
  expect(shownLayer({ summary, mixed: null, layer: 3 })).toEqual({ summary, layer: 3 });
});

it('moves a filter with its rows, shows what is new, and gives everything back', () => {
  const filter = { ...NO_FILTER, onlyRows: new Set([0, 2]), hiddenRows: new Set([2]), query: 'a' };
  const moved = movedFilter(filter, Int32Array.of(2, -1, 1));
  expect([[...moved.onlyRows ?? []], [...moved.hiddenRows], moved.query]).toEqual([[0, 1], [0], 'a']);
  expect([isNarrowed(filter), isNarrowed(widened(filter)), widened(filter).query]).toEqual([true, false, 'a']);
});

it('selects each row once, and goes on from the last', () => {
  expect(selectedRows([4, 1, 4])).toEqual({ rows: [4, 1], anchor: 4 });
});

it('keeps the pictures used last, and counts shared numbers once', () => {
  const numbers = new Float32Array(100);
  expect(bytesOfViews([view(numbers), view(numbers.subarray(50), new Float32Array(25))])).toBe(500);
  const measured = { ...view(numbers), summary: { nearest: { rows: new Int32Array(25), ofLayer: [new Int32Array(25), new Int32Array(25)] } } } as unknown as View;
  expect(bytesOfViews([measured])).toBe(400 + 3 * 100);
  const pictures = new Pictures(1000);
  const [a, b, c, d] = [0, 1, 2, 3].map((layer) => ({ ...target, layer })) as [ViewTarget, ViewTarget, ViewTarget, ViewTarget];
  for (const one of [a, b, c]) pictures.keep(one, view(new Float32Array(100)));
  expect([a, b, c].map((one) => pictures.find(one) !== null)).toEqual([false, true, true]);
  pictures.find(b);
  pictures.keep(d, view(numbers));
  expect([b, c, d].map((one) => pictures.find(one) !== null)).toEqual([true, false, true]);
});
