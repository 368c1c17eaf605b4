import { describe, expect, it } from 'vitest';
import { CloudModel } from './cloud-model';
import { tagOf } from './labels/tag';
import { glyphRadii } from './draw-context';
import { DIM, FAINT, HIDDEN, HOVERED, NO_VALUE, SELECTED } from './points/row-states';
import type { CloudData } from './types';

function cloud(n: number): CloudData {
  return {
    positions: Float32Array.from({ length: n * 3 }, (_, i) => i),
    categories: new Uint8Array(n).fill(1),
    categoryLabels: [],
    contextOf: null,
    ghosts: [{ position: [0, 0, 0], title: 'bank', origin: 'static vector' }],
    ghostOf: new Int32Array(n),
  };
}
function modelOf(data: CloudData): CloudModel {
  const model = new CloudModel();
  model.setCloud(data);
  return model;
}

describe('CloudModel', () => {
  it('dims rows outside the filter, but never selected ones', () => {
    const model = modelOf(cloud(3));
    model.filter = Uint8Array.of(1, 0, 0);
    model.selection = [2];
    expect([0, 1, 2].map((row) => model.opacityOf(row))).toEqual([1, DIM, 1]);
    model.selection = [];
    expect(model.opacityOf(2)).toBe(DIM);
    model.filter = null;
    expect(model.opacityOf(1)).toBe(1);
  });

  it('fades rows that move without cause, less than rows outside the filter, and never selected ones', () => {
    const model = modelOf(cloud(4));
    model.setFaded(Uint8Array.of(0, 1, 1, 1));
    model.filter = Uint8Array.of(1, 1, 0, 1);
    model.selection = [3];
    expect([0, 1, 2, 3].map((row) => model.opacityOf(row))).toEqual([1, FAINT, DIM, 1]);
    model.setFaded(null);
    expect(model.opacityOf(1)).toBe(1);
    expect(() => { model.setFaded(new Uint8Array(3)); }).toThrow('Fading 4 rows needs 4 values, got 3.');
  });

  it('drops what refers to rows that are gone, and marks the rest anew', () => {
    const model = modelOf(cloud(5));
    Object.assign(model, { selection: [1, 4], hover: 4, filter: new Uint8Array(5) });
    model.setCloud(cloud(3));
    expect(model).toMatchObject({ selection: [1], hover: null, filter: null });
    expect([0, 1, 2].map((row) => model.states.has(row, SELECTED))).toEqual([false, true, false]);
    model.hover = 2;
    model.setCloud(cloud(3));
    expect(model.states.has(2, HOVERED)).toBe(true);
  });

  it('refuses arrays of different lengths', () => {
    const model = modelOf(cloud(3));
    expect(() => model.setCloud({ ...cloud(3), ghostOf: new Int32Array(2) })).toThrow('A cloud of 3 rows');
    expect(() => { model.filter = new Uint8Array(2); }).toThrow('A filter of 3 rows needs 3 values, got 2.');
    expect(() => model.setValues(new Float32Array(4))).toThrow('needs 3 values, got 4');
    expect(() => model.setDisplacedFrom(new Float32Array(3))).toThrow('need 9 coordinates, got 3');
    expect(() => model.setTrails({ stops: [new Float32Array(9), new Float32Array(3)], names: ['0', '1'], nShown: 1 })).toThrow('need 9 coordinates a stop, got 3');
    expect(() => model.setTrails({ stops: [new Float32Array(9)], names: [], nShown: 1 })).toThrow('1 stops need as many names, got 0.');
    expect(() => model.startMotion(new Float32Array(3), 700, undefined)).toThrow('A morph of 3 rows needs 9 coordinates, got 3.');
  });

  it('holds rows between two layouts, and lets them glide on from there', () => {
    const model = modelOf(cloud(3));
    const layout = (value: number): { positions: Float32Array; ghosts: [number, number, number][] } => ({ positions: new Float32Array(9).fill(value), ghosts: [[value, value, value]] });
    const [from, to] = [layout(10), layout(20)];
    expect(model.hold(from, to, 0.25)).toBe(true);
    expect(model.hold(from, to, 0.5)).toBe(false);
    expect([model.positionOf(0), model.positionOf(2), model.ghosts[0]?.position]).toEqual([[15, 15, 15], [15, 15, 15], [15, 15, 15]]);
    expect(model.isMorphing).toBe(true);
    model.startMotion(new Float32Array(9).fill(0), 100, [[0, 0, 0]], true);
    model.advance(0.5);
    expect([model.positionOf(1), model.ghosts[0]?.position]).toEqual([[7.5, 7.5, 7.5], [7.5, 7.5, 7.5]]);
    expect(() => model.hold({ ...from, positions: new Float32Array(3) }, to, 0)).toThrow('needs 9 coordinates at both ends');
  });

  it('morphs from where rows are to exactly where they shall be, first rows first', () => {
    const model = modelOf(cloud(10));
    const target = new Float32Array(30).fill(100);
    model.startMotion(target, 700, [[7, 7, 7]]);
    model.advance(0.5);
    expect(model.positionOf(0)[0]).toBeGreaterThan(model.positionOf(9)[0] - 27);
    expect(model.ghosts[0]?.position).toEqual([3.5, 3.5, 3.5]);
    model.advance(1);
    expect(model.isMorphing).toBe(false);
    expect(model.positionOf(9)).toEqual([100, 100, 100]);
    expect(model.ghosts[0]?.position).toEqual([7, 7, 7]);
  });

  it('lets another morph take over where the first stands', () => {
    const model = modelOf(cloud(10));
    model.startMotion(new Float32Array(30).fill(100), 700, [[7, 7, 7]]);
    model.advance(0.4);
    const places = [0, 4, 9].map((row) => model.positionOf(row)), ghost = model.ghosts[0]?.position;
    model.startMotion(new Float32Array(30), 700, undefined);
    model.advance(0);
    [0, 4, 9].forEach((row, i) => model.positionOf(row).forEach((value, axis) => expect(value).toBeCloseTo(places[i]?.[axis] ?? NaN, 4)));
    expect(model.ghosts[0]?.position).toEqual(ghost);
  });

  it('never writes into the layouts it was given', () => {
    const data = cloud(4), target = new Float32Array(12).fill(5);
    const model = modelOf(data);
    model.startMotion(target, 700, undefined);
    model.advance(0.3);
    model.startMotion(data.positions, 700, undefined);
    model.advance(0.6);
    model.advance(1);
    expect(data.positions).toEqual(cloud(4).positions);
    expect(target).toEqual(new Float32Array(12).fill(5));
  });

  it('hides rows without a place, in either of two layouts while they move', () => {
    const data = cloud(3);
    data.positions[4] = NaN;
    const model = modelOf(data);
    const hidden = (): boolean[] => [0, 1, 2].map((row) => model.states.has(row, HIDDEN));
    expect(hidden()).toEqual([false, true, false]);
    model.startMotion(Float32Array.of(1, 1, 1, 1, 1, 1, 1, NaN, 1), 700, undefined);
    expect(hidden()).toEqual([false, true, true]);
    model.advance(1);
    expect(hidden()).toEqual([false, false, true]);
    expect(Array.from(model.extent())).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0]);
  });

  it('tells flat maps, and what must be in view', () => {
    const model = modelOf({ ...cloud(2), positions: Float32Array.of(1, 2, 0, 3, 4, 0) });
    expect(model.isFlat).toBe(true);
    model.setTyped({ position: [9, 9, 9], path: [] });
    expect(Array.from(model.extent())).toEqual([1, 2, 0, 3, 4, 0, 0, 0, 0, 9, 9, 9]);
    model.setCloud(cloud(2));
    expect(model.isFlat).toBe(false);
  });

  it('emphasises the hovered thread without marking the row as selected', () => {
    const model = modelOf(cloud(3));
    model.hover = 0;
    const { texels, count } = model.threads();
    expect(texels[(count - 1) * 24 + 7]).toBeCloseTo(0.6, 6);
    expect(model.isSelected(0)).toBe(false);
  });

  it('keeps values for a cloud of as many rows, and forgets them for another', () => {
    const model = modelOf(cloud(3));
    model.setValues(Float32Array.of(0, NaN, 1));
    model.setCloud(cloud(3));
    expect([2, 6, 10].map((at) => model.states.bytes[at])).toEqual([0, NO_VALUE, 254]);
    model.setCloud(cloud(2));
    expect(model.values).toBeNull();
  });

  it('counts every change that a picture would show, and no hover', () => {
    const model = modelOf(cloud(3));
    const counts = [(): void => { model.selection = [1]; }, () => { model.filter = null; }, () => model.setValues(null), () => model.startMotion(new Float32Array(9), 1, undefined), () => model.advance(1)].map((change) => {
      const before = model.nChanges;
      change();
      return model.nChanges > before;
    });
    const before = model.nChanges;
    model.hover = 1;
    expect(counts).toEqual([true, true, true, true, true]);
    expect(model.nChanges).toBe(before);
  });
});

it('counts A to Z, then AA', () => expect([0, 3, 25, 26, 27, 701, 702].map(tagOf)).toEqual(['A', 'D', 'Z', 'AA', 'AB', 'ZZ', 'AAA']));

it('draws 9 and 13 px glyphs in small clouds and smaller ones in large', () => {
  expect(glyphRadii(96)).toEqual({ radiusPx: 4.5, selectedRadiusPx: 6.5 });
  expect(glyphRadii(20_000).radiusPx).toBeLessThan(2);
  expect(glyphRadii(1e6).radiusPx).toBe(1.4);
});
