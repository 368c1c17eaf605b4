import { describe, expect, it } from 'vitest';
import { CloudModel, DIM, tagOf } from './cloud-model';
import { glyphRadii } from './draw-context';
import type { CloudData, Ghost } from './types';

function cloud(n: number): CloudData {
  return { positions: Float32Array.from({ length: n * 3 }, (_, i) => i), categories: new Uint8Array(n).fill(1), categoryLabels: [], contexts: [], ghosts: [{ position: [0, 0, 0], title: 'bank', origin: 'static vector' }], ghostOf: new Int32Array(n) };
}
const linear = (u: number): number => u;

describe('CloudModel', () => {
  it('dims rows outside the filter, but never selected ones', () => {
    const model = new CloudModel();
    model.setCloud(cloud(3));
    model.filter = Uint8Array.of(1, 0, 0);
    model.selection = [2];
    model.restate();
    expect(Array.from(model.opacity)).toEqual([1, expect.closeTo(DIM, 6), 1]);
    expect(Array.from(model.emphasis)).toEqual([0, 0, 1]);
  });

  it('drops what refers to rows that are gone', () => {
    const model = new CloudModel();
    model.setCloud(cloud(5));
    Object.assign(model, { selection: [1, 4], hover: 4, filter: new Uint8Array(5) });
    model.setCloud(cloud(3));
    expect(model).toMatchObject({ selection: [1], hover: null, filter: null });
  });

  it('refuses arrays of different lengths', () => {
    expect(() => new CloudModel().setCloud({ ...cloud(3), ghostOf: new Int32Array(2) })).toThrow('A cloud of 3 rows');
  });

  it('morphs from where rows are to exactly where they shall be, first rows first', () => {
    const model = new CloudModel();
    model.setCloud(cloud(10));
    const target = new Float32Array(30).fill(100);
    const step = model.morph(target, 700, [[7, 7, 7]], linear);
    step(0.5);
    expect(model.positions[0]).toBeGreaterThan((model.positions[27] as number) - 27);
    const halfWay = model.positions.slice();
    model.morph(new Float32Array(30), 700, undefined, linear)(0);
    expect(model.positions).toEqual(halfWay);
    step(1);
    expect(model.positions).toEqual(target);
    expect((model.ghosts[0] as Ghost).position).toEqual([7, 7, 7]);
  });

  it('tells flat maps, and what must be in view', () => {
    const model = new CloudModel();
    model.setCloud({ ...cloud(2), positions: Float32Array.of(1, 2, 0, 3, 4, 0) });
    expect(model.isFlat).toBe(true);
    model.setTyped({ position: [9, 9, 9], path: [] });
    expect(Array.from(model.extent())).toEqual([1, 2, 0, 3, 4, 0, 0, 0, 0, 9, 9, 9]);
    model.setCloud(cloud(2));
    expect(model.isFlat).toBe(false);
  });

  it('emphasises the hovered thread without marking the row as selected', () => {
    const model = new CloudModel();
    model.setCloud(cloud(3));
    model.hover = 0;
    const { texels, count } = model.threads();
    expect(texels[(count - 1) * 12 + 7]).toBeCloseTo(0.6, 6);
    expect(model.emphasis[0]).toBe(0);
  });
});

it('counts A to Z, then AA', () => expect([0, 3, 25, 26, 27, 701, 702].map(tagOf)).toEqual(['A', 'D', 'Z', 'AA', 'AB', 'ZZ', 'AAA']));

it('draws 9 and 13 px glyphs in small clouds and smaller ones in large', () => {
  expect(glyphRadii(96)).toEqual({ radiusPx: 4.5, selectedRadiusPx: 6.5 });
  expect(glyphRadii(20_000).radiusPx).toBeLessThan(2);
  expect(glyphRadii(1e6).radiusPx).toBe(1.4);
});
