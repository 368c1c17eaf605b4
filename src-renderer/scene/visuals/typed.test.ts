import { describe, expect, it } from 'vitest';
import { DEFAULT_CAMERA } from '../camera/camera-moves';
import { TEST_TOKENS } from '../colours/tokens.testing';
import { makeTrail, placeOnTrail } from '../trail';
import { drawTyped, trailStroke } from './typed';
import { CameraView } from '../camera/camera-view';
import type { Position } from '../types';

const path: Position[] = [[0, 0, 0], [1, 1, 0], [2, 0, 0], [4, 0, 1]];

describe('makeTrail', () => {
  it('passes through every place of the path', () => {
    const { samples, nodes } = makeTrail({ position: [4, 0, 1], path });
    expect(nodes.map((node) => (samples[node] as Position).map((value) => +value.toFixed(6)))).toEqual(path.map((place) => [...place]));
  });
  it('goes on to the position when the path ends short of it', () => {
    const { samples } = makeTrail({ position: [9, 9, 9], path });
    expect((samples[samples.length - 1] as Position).map((value) => +value.toFixed(6))).toEqual([9, 9, 9]);
  });
  it('survives repeated places and an empty path', () => {
    const { samples } = makeTrail({ position: [1, 0, 0], path: [[0, 0, 0], [0, 0, 0], [1, 0, 0], [1, 0, 0]] });
    expect(samples.flat().every(Number.isFinite)).toBe(true);
    expect(makeTrail({ position: [1, 2, 3], path: [] })).toEqual({ samples: [[1, 2, 3]], nodes: [] });
  });
});

describe('placeOnTrail', () => {
  const straight = makeTrail({ position: [10, 0, 0], path: [[0, 0, 0], [1, 0, 0], [10, 0, 0]] });
  it.each([[0, 0], [0.5, 5], [1, 10]])('has covered the share %d of the length', (u, x) => expect(placeOnTrail(straight, u).position[0]).toBeCloseTo(x, 1));
  it('stands still on a trail of one place', () => expect(placeOnTrail(makeTrail({ position: [1, 2, 3], path: [] }), 0.3).position).toEqual([1, 2, 3]));
});

describe('drawTyped', () => {
  /** What is stroked, in order, on a canvas that only notes. */
  function strokes(u: number, lit: number): { readonly style: string; readonly width: number }[] {
    const noted: { style: string; width: number }[] = [];
    const context = {
      strokeStyle: '', fillStyle: '', lineWidth: 0, lineCap: '', beginPath: () => undefined, moveTo: () => undefined, lineTo: () => undefined, arc: () => undefined, fill: () => undefined, fillRect: () => undefined,
      createRadialGradient: () => ({ addColorStop: () => undefined }), stroke(): void { noted.push({ style: this.strokeStyle, width: this.lineWidth }); },
    };
    drawTyped(context as unknown as CanvasRenderingContext2D, new CameraView(DEFAULT_CAMERA, 800, 600), { trail: makeTrail({ position: [4, 0, 1], path }), u, lit }, TEST_TOKENS);
    return noted;
  }

  it('shows the trail from its very start, twice as strongly as a thread, and stronger towards its end', () => {
    const shares = Array.from({ length: 11 }, (_, i) => trailStroke(i / 10));
    expect(shares[0]!.alpha).toBeGreaterThan(0.6);
    for (let i = 1; i < shares.length; i++) expect(shares[i]!.alpha > shares[i - 1]!.alpha && shares[i]!.width > shares[i - 1]!.width).toBe(true);
    expect(strokes(0.5, 0).length).toBeLessThan(strokes(1, 0).length);
  });

  it('has one ring more while the point that has arrived is lit', () => {
    expect(strokes(1, 0.5)).toHaveLength(strokes(1, 0).length + 1);
  });
});
