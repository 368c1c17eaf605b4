import { describe, expect, it } from 'vitest';
import { DEFAULT_CAMERA } from '../../camera/camera-moves';
import { CameraView } from '../../camera/camera-view';
import { CloudModel } from '../../cloud-model';
import { wayOnScreen } from './trail-stops';

const VIEW = new CameraView({ ...DEFAULT_CAMERA, yaw: 0, pitch: 0, target: [0, 0, 0], offsetX: 0, offsetY: 0 }, 800, 600);

/** One row that was at these px right of the middle, and is at `nowPx`. */
function modelOf(stopsPx: readonly number[], nowPx: number): CloudModel {
  const model = new CloudModel();
  const placeAt = (px: number): Float32Array => Float32Array.of(px / VIEW.pxPerUnit, 0, 0);
  model.setCloud({ positions: placeAt(nowPx), categories: Uint8Array.of(1), categoryLabels: [], contextOf: null, ghosts: [], ghostOf: Int32Array.of(-1) });
  model.setTrails({ stops: stopsPx.map(placeAt), names: stopsPx.map((_, stop) => String(stop)), nShown: 3 });
  return model;
}
const names = (stopsPx: readonly number[], nowPx: number): string[] => wayOnScreen(VIEW, modelOf(stopsPx, nowPx), 0).names.map(({ text }) => text);

describe('wayOnScreen', () => {
  it('has a dot and a name for each stop, the name above the way', () => {
    const { dots, names: named } = wayOnScreen(VIEW, modelOf([0, 30, 60], 100), 0);
    expect(dots.map(({ x }) => Math.round(x))).toEqual([400, 430, 460]);
    expect(named.map(({ text, at }) => [text, Math.round(at.x), Math.round(at.y)])).toEqual([['0', 400, 289], ['1', 430, 289], ['2', 460, 289]]);
    expect(wayOnScreen(VIEW, modelOf([100, 60], 0), 0).names.every(({ at }) => Math.round(at.y) === 289)).toBe(true);
  });

  it('leaves out names nearer than 14 px to the one before', () => {
    expect(names([0, 10, 20, 30, 40], 100)).toEqual(['0', '2', '4']);
  });

  it('leaves out dots that the point covers, and names that its ring would touch', () => {
    const { dots, names: named } = wayOnScreen(VIEW, modelOf([0, 50, 85, 95], 100), 0);
    expect(dots).toHaveLength(3);
    expect(named.map(({ text }) => text)).toEqual(['0', '1']);
  });

  it('ends where a row is just now', () => {
    const model = modelOf([0, 50], 50);
    expect(wayOnScreen(VIEW, model, 0).dots).toHaveLength(1);
    model.startMotion(Float32Array.of(100 / VIEW.pxPerUnit, 0, 0), 450, undefined, true);
    expect(wayOnScreen(VIEW, model, 0).dots).toHaveLength(1);
    model.advance(0.6);
    expect(wayOnScreen(VIEW, model, 0).dots).toHaveLength(2);
  });
});
