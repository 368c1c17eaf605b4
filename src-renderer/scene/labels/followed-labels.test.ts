import { expect, it } from 'vitest';
import { DEFAULT_CAMERA } from '../camera/camera-moves';
import { CameraView } from '../camera/camera-view';
import { CloudModel } from '../cloud-model';
import { followedLabels } from './followed-labels';
import type { LaidLabel } from './laid-label';

const view = new CameraView(DEFAULT_CAMERA, 800, 600), bounds = { x: 0, y: 0, width: 800, height: 600 };

/** Two rows that lie apart, and half way to where they meet. */
function model(share: number): CloudModel {
  const found = new CloudModel(), from = Float32Array.of(-0.5, 0, 0, 0.5, 0, 0);
  found.setCloud({ positions: from, categories: new Uint8Array(2), categoryLabels: [], contextOf: null, ghosts: [], ghostOf: new Int32Array(2).fill(-1) });
  found.hold({ positions: from, ghosts: [] }, { positions: new Float32Array(6), ghosts: [] }, share);
  return found;
}

const laid = (row: number): LaidLabel => {
  const at = view.positionToScreen([row === 0 ? -0.5 : 0.5, 0, 0]);
  return { id: `row ${row}`, anchor: { kind: 'row', row }, text: [] as never, x: at.x + 8, y: at.y - 6, dx: 8, dy: -6, widthPx: 60, heightPx: 12, side: 'r', multiple: 1, leader: { fromX: at.x, fromY: at.y, toX: at.x + 8, toY: at.y } };
};

it('labels keep to what they name, and so do their leaders', () => {
  const half = model(0.5), [first] = followedLabels([laid(0), laid(1)], half, view, bounds, []);
  const at = view.positionToScreen([-0.25, 0, 0]);
  expect(first?.x).toBeCloseTo(at.x + 8, 5);
  expect(first?.leader?.fromX).toBeCloseTo(at.x, 5);
  expect(first?.leader?.toX).toBeCloseTo(at.x + 8, 5);
});

it('of two that meet the one with less right gives way', () => {
  expect(followedLabels([laid(0), laid(1)], model(0.5), view, bounds, []).map(({ id }) => id)).toEqual(['row 0', 'row 1']);
  expect(followedLabels([laid(1), laid(0)], model(0.99), view, bounds, []).map(({ id }) => id)).toEqual(['row 1']);
});
