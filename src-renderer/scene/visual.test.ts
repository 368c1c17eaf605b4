import { InterleavedBufferAttribute } from 'three';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CAMERA } from './camera/camera-moves';
import { CameraView } from './camera/camera-view';
import { CloudModel } from './cloud-model';
import { TEST_TOKENS } from './colours/tokens.testing';
import { contextOf, rowsOnScreen } from './scene-frame';
import type { CloudData } from './types';
import { labelsOf, paintsOf, type Layer, type Shown } from './visual';
import { cloudVisuals } from './visuals/cloud-visuals';
import { TrailLines } from './visuals/trails/trail-lines';
import { makeTrails } from './visuals/trails/trail-list';
import { N_STEPS_THIN } from './visuals/trails/trail-shaders';
import { Trails } from './visuals/trails/trails';

const CLOUD: CloudData = {
  positions: Float32Array.from({ length: 24 }, (_, i) => (i % 3 === 2 ? 0 : Math.floor(i / 3) * 0.004)), categories: new Uint8Array(8).fill(1), categoryLabels: [], contextOf: null,
  ghosts: [], ghostOf: new Int32Array(8).fill(-1),
};
const { visuals } = cloudVisuals();

/** How many visuals of a layer have something to draw. */
function count(layer: Layer, model: CloudModel, leaders: Shown['leaders'] = [], among = visuals): number {
  const view = new CameraView(DEFAULT_CAMERA, 780, 822);
  const drawing = contextOf(model, view, { tokens: TEST_TOKENS, dpr: 1, fitDistance: DEFAULT_CAMERA.distance, canAdd: true, tile: null });
  return paintsOf(among, layer, drawing, { model, options: { threads: true, labels: true, isWaiting: false }, leaders, screenPoints: () => rowsOnScreen(view, model) }).length;
}

function cloud(data: Partial<CloudData> = {}): CloudModel {
  const model = new CloudModel();
  model.setCloud({ ...CLOUD, ...data });
  return model;
}

describe('the visuals of a cloud', () => {
  it('have nothing to draw over an empty scene, nor over bare points', () => {
    expect([count('field', new CloudModel()), count('overlay', new CloudModel()), count('overlay', cloud())]).toEqual([0, 0, 0]);
  });

  it('draw regions where the points of a category stand together, and none where there are to be none', () => {
    expect([count('field', cloud()), count('field', cloud({ hasRegions: false }))]).toEqual([1, 0]);
  });

  it('draw each thing that lies over the points', () => {
    const model = cloud({ ghosts: [{ position: [0, 0, 0], title: 'bank', origin: 'static vector' }], counts: new Int32Array(8).fill(2) });
    model.static = { forms: [], words: [] };
    model.setTyped({ position: [0, 0, 0], path: [] });
    model.measures = [{ from: 0, to: 7, text: '0.3', category: 0 }];
    const inPictures = visuals.filter(({ isOfPointer }) => isOfPointer !== true);
    expect(count('overlay', model)).toBe(5);
    expect(count('overlay', model, [{ fromX: 0, fromY: 0, toX: 9, toY: 9 }])).toBe(6);
    model.hover = 3;
    model.outline = [0, 0, 5, 0, 5, 5];
    expect([count('overlay', model), count('overlay', model, [], inPictures)]).toEqual([7, 5]);
  });

  it('draw the stops of selected rows where there are trails', () => {
    const model = cloud();
    model.selection = [3];
    expect(count('overlay', model)).toBe(0);
    model.setTrails({ stops: [new Float32Array(24)], names: ['0'], nShown: 3 });
    expect(count('overlay', model)).toBe(1);
    model.selection = [];
    expect(count('overlay', model)).toBe(0);
  });

  it('draw no trails where there are none, nor where nothing has moved', () => {
    const model = cloud(), trails = new Trails();
    const isDrawn = (): boolean => {
      trails.update(new Set(['threads']), { model });
      return trails.object.visible;
    };
    expect(isDrawn()).toBe(false);
    model.setTrails({ stops: [new Float32Array(24).fill(1)], names: ['0'], nShown: 3 });
    expect(isDrawn()).toBe(true);
    model.setTrails({ stops: [model.positions], names: ['0'], nShown: 3 });
    expect(isDrawn()).toBe(false);
    model.setTrails(null);
    expect(isDrawn()).toBe(false);
  });

  it('make no trails anew when another row is hovered', () => {
    const model = cloud(), trails = new Trails();
    const version = (): number => {
      trails.update(new Set(['threads']), { model });
      const look = trails.geometry.getAttribute('look');
      return look instanceof InterleavedBufferAttribute ? look.data.version : -1;
    };
    model.setTrails({ stops: [new Float32Array(24).fill(1)], names: ['0'], nShown: 3 });
    const before = version();
    model.hover = 2;
    expect(version()).toBe(before);
    model.selection = [2];
    expect(version()).toBe(before + 1);
  });

  it('draw trails as lines by share while frames are too slow, and whole ways whatever it is', () => {
    const model = cloud(), lines = new TrailLines({});
    model.setTrails({ stops: [new Float32Array(24).fill(1), new Float32Array(24).fill(2)], names: ['0', '1'], nShown: 3 });
    model.selection = [3];
    const list = makeTrails(model), vertices = 2 * N_STEPS_THIN;
    lines.set(list);
    const drawn = (share: number): { first: number; count: number } => {
      lines.prepare(share, false);
      const { start, count } = lines.object.geometry.drawRange;
      return { first: start / vertices, count: count / vertices };
    };
    expect(drawn(1)).toEqual({ first: 0, count: list.count });
    const few = drawn(1 / 16), wholePieces = [...list.rows].filter((row) => row === 3).length;
    expect(few.first + few.count).toBe(list.count);
    expect(few.count).toBeGreaterThanOrEqual(wholePieces);
    expect(few.count).toBeLessThan(list.count / 2);
    lines.dispose();
  });

  it('label in the order of their rights, and no two kinds have the same', () => {
    const rights = labelsOf(visuals).map(({ right }) => right);
    expect(rights).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
