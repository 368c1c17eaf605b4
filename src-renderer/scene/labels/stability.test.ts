import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { DEFAULT_CAMERA, orbited } from '../camera/camera-moves';
import { CloudModel } from '../cloud-model';
import { contextOf } from '../scene-frame';
import { TEST_TOKENS } from '../colours/tokens.testing';
import type { CameraProjection, CameraState } from '@contract/camera';
import { CameraView } from '../camera/camera-view';
import { labelsOf } from '../visual';
import { cloudVisuals } from '../visuals/cloud-visuals';
import { anchorOnScreen } from './anchors';
import type { LaidLabel } from './laid-label';
import { layoutLabels } from './layout';
import { shownWhileMoving } from './moving';
import { TextMeter } from './text-runs';

const WIDTH = 780, HEIGHT = 822;
const bounds = { x: 8, y: 8, width: WIDTH - 16, height: HEIGHT - 16 };
const reserved = [{ x: 24, y: 18, width: 400, height: 48 }, { x: 24, y: 680, width: 732, height: 81 }];
const sources = labelsOf(cloudVisuals().visuals);
const meter = new TextMeter({ font: '', measureText: (text: string) => ({ width: text.length * 6.5 }) } as unknown as CanvasRenderingContext2D);
const RADIANS = Math.PI / 180;

/** Five clusters in space, as an encoder's map of one word has them; every row has words of its own. */
function clusters(n: number): CloudModel {
  const random = mulberry32(n);
  const normal = (): number => random() + random() + random() - 1.5;
  const centres = Array.from({ length: 5 }, () => [normal(), normal(), normal()]);
  const model = new CloudModel();
  model.setCloud({
    positions: Float32Array.from({ length: n * 3 }, (_, i) => centres[Math.floor(i / 3) % 5]![i % 3]! * 0.9 + normal() * 0.22),
    categories: Uint8Array.from({ length: n }, (_, row) => 1 + (row % 5)),
    categoryLabels: [1, 2, 3, 4, 5].map((category) => ({ category, label: `sense ${category}`, count: n / 5 })),
    contextOf: (row) => ({ before: `the ${row % 7 === 0 ? 'rather long ' : ''}`, word: 'bank', after: ` of ${row}` }),
    ghosts: [{ position: [0, 0, 0], title: 'bank', origin: 'static vector' }],
    ghostOf: new Int32Array(n),
  });
  model.selection = [3, 11, 42];
  return model;
}

function rest(model: CloudModel, camera: CameraState, previous: readonly LaidLabel[]): LaidLabel[] {
  const context = contextOf(model, new CameraView(camera, WIDTH, HEIGHT), { tokens: TEST_TOKENS, dpr: 1, fitDistance: DEFAULT_CAMERA.distance, canAdd: true, tile: null });
  return layoutLabels(context, model, meter, { bounds, reserved, labels: true, previous: new Map(previous.map((one) => [one.id, one])), sources });
}

interface Drawn { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
const boxOf = ({ x, y, widthPx, heightPx }: LaidLabel): Drawn => ({ left: x, top: y, right: x + widthPx, bottom: y + heightPx });

function nOverlaps(boxes: readonly Drawn[]): number {
  let count = 0;
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1)) if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) count++;
  });
  return count;
}

/** A sixth of a turn in steps, labels laid anew after each: how many appear, go or change their side, of all that are there, a step. */
function turn(model: CloudModel, stepDegrees: number, projection: CameraProjection, remembers: boolean): { readonly changed: number; readonly kept: number; readonly shown: number; readonly overlaps: number } {
  let camera: CameraState = { ...DEFAULT_CAMERA, projection };
  let before = rest(model, camera, []);
  let nChanged = 0, nGone = 0, nShown = 0, overlaps = 0, steps = 0;
  for (let degrees = 0; degrees < 60; degrees += stepDegrees, steps++) {
    camera = orbited(camera, stepDegrees * RADIANS, 0);
    const after = rest(model, camera, remembers ? before : []);
    const sides = new Map(before.map(({ id, side }) => [id, side]));
    const ids = new Set(after.map(({ id }) => id));
    const gone = before.filter(({ id }) => !ids.has(id)).length;
    nGone += gone;
    nChanged += gone + after.filter(({ id, side }) => sides.get(id) !== side).length;
    nShown += before.length;
    overlaps += nOverlaps(after.map(boxOf));
    before = after;
  }
  return { changed: nChanged / nShown, kept: 1 - nGone / nShown, shown: nShown / steps, overlaps };
}

describe('labels of a cloud that is turned step by step', () => {
  it('lays the same labels when the same view is drawn again', () => {
    for (const n of [60, 300, 900]) {
      const model = clusters(n);
      for (let step = 0; step < 6; step++) {
        const camera = orbited(DEFAULT_CAMERA, step * RADIANS * 37, 0);
        const first = rest(model, camera, []);
        expect(first.length).toBeGreaterThan(5);
        expect(rest(model, camera, first)).toEqual(first);
      }
    }
  });

  it.each([[172, 1], [172, 3], [600, 1], [4000, 3]])('stay: %i points, %i° a step', (n, stepDegrees) => {
    for (const projection of ['perspective', 'orthographic'] as const) {
      const model = clusters(n);
      const ours = turn(model, stepDegrees, projection, true), forgetful = turn(model, stepDegrees, projection, false);
      expect(ours.overlaps).toBe(0);
      expect(ours.shown).toBeGreaterThan(8);
      expect(ours.changed).toBeLessThan(0.05 * stepDegrees);
      expect(ours.changed).toBeLessThan(forgetful.changed / 3);
    }
  });

  it('come back as they were after a turn and the same turn back', () => {
    const model = clusters(172);
    const first = rest(model, DEFAULT_CAMERA, []);
    const there = rest(model, orbited(DEFAULT_CAMERA, 1 * RADIANS, 0), first);
    const back = rest(model, DEFAULT_CAMERA, there);
    const kept = back.filter(({ id, x, y }) => first.some((one) => one.id === id && Math.hypot(one.x - x, one.y - y) < 1));
    expect(kept.length / first.length).toBeGreaterThan(0.9);
  });
});

describe('labels while the camera turns', () => {
  it.each([172, 600])('follow their points, never overlap, and hardly blink: %i points', (n) => {
    const model = clusters(n);
    let nChanges = 0, nFrames = 0, nSeen = 0;
    for (let start = 0; start < 360; start += 30) {
      let camera = orbited(DEFAULT_CAMERA, start * RADIANS, 0);
      const laid = rest(model, camera, []);
      let shown = laid.map(() => true);
      for (let frame = 0; frame < 60; frame++) {
        camera = orbited(camera, 0.5 * RADIANS, 0);
        const view = new CameraView(camera, WIDTH, HEIGHT);
        const boxes = laid.map(({ anchor, dx, dy, widthPx, heightPx }) => {
          const { x, y } = anchorOnScreen(anchor, model, view);
          return { left: x + dx, top: y + dy, right: x + dx + widthPx, bottom: y + dy + heightPx };
        });
        const next = shownWhileMoving(boxes.map((box, i) => ({ box, isShown: shown[i]! })), { x: 0, y: 0, width: WIDTH, height: HEIGHT }, reserved);
        expect(nOverlaps(boxes.filter((_, i) => next[i]))).toBe(0);
        nChanges += next.filter((one, i) => one !== shown[i]).length;
        nSeen += next.filter(Boolean).length;
        nFrames += laid.length;
        shown = next;
      }
    }
    expect(nChanges / nFrames).toBeLessThan(0.02);
    expect(nSeen / nFrames).toBeGreaterThan(0.6);
  });
});
