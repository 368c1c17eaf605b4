import { describe, expect, it } from 'vitest';
import { DEFAULT_CAMERA } from '../camera/camera-moves';
import { TextMeter } from '../labels/text-runs';
import { blendOver, pictureCamera, PictureText } from './picture';
import { TEST_TOKENS } from '../colours/tokens.testing';
import type { PictureRequest } from '../types';
import { CameraView } from '../camera/camera-view';

describe('blendOver', () => {
  it('adds light where alpha is 0, covers where it is 1, and turns rows over', () => {
    const below = Uint8ClampedArray.of(100, 100, 100, 255, 10, 20, 30, 255);
    // Two rows of one pixel, from the bottom: an opaque one, then added light.
    const above = Uint8Array.of(1, 2, 3, 255, 50, 0, 200, 0);
    blendOver(below, above, 1, 2);
    expect(Array.from(below)).toEqual([150, 100, 255, 255, 1, 2, 3, 255]);
  });
  it('keeps colours of half covered pixels on a transparent ground', () => {
    const below = new Uint8ClampedArray(4);
    blendOver(below, Uint8Array.of(64, 0, 0, 128), 1, 1);
    expect(Array.from(below)).toEqual([128, 0, 0, 128]);
  });
});

describe('pictureCamera', () => {
  it.each([[780, 822], [1560, 1644], [1600, 822], [780, 400]])('shows at %i × %i what the host shows, as large as fits', (width, height) => {
    const camera = { ...DEFAULT_CAMERA, offsetX: 10, offsetY: -33 };
    const host = new CameraView(camera, 780, 822);
    const picture = new CameraView(pictureCamera(camera, 780, 822, width, height), width, height);
    const size = Math.min(width / 780, height / 822);
    const a = host.positionToScreen([0, 0, 0]), b = picture.positionToScreen([0, 0, 0]);
    expect(b.x - width / 2).toBeCloseTo((a.x - 390) * size, 6);
    expect(picture.focalPx / picture.camera.distance).toBeCloseTo((host.focalPx / host.camera.distance) * size, 6);
    expect(b.y - height / 2).toBeCloseTo((a.y - 411) * size, 6);
  });
});

describe('the caption of a picture', () => {
  const meter = new TextMeter({ font: '', measureText: (text: string) => ({ width: text.length * 6 }) } as unknown as CanvasRenderingContext2D);
  const drawn = (widthPx: number, note: string): { readonly lines: readonly (readonly [string, number])[]; readonly height: number } => {
    const lines: [string, number][] = [];
    const context = { fillText: (text: string, _x: number, y: number) => { lines.push([text, y]); } } as unknown as CanvasRenderingContext2D;
    const caption = { title: 'bank in MPNet base', subtitle: '172 occurrences, coloured by sense. Of all layers this one separates the senses best.', note };
    const text = new PictureText({ widthPx, heightPx: 600, caption, legend: null, ramp: null, tokens: TEST_TOKENS } as unknown as PictureRequest, null, meter);
    text.draw(context);
    return { lines, height: text.reserved[0]?.height ?? 0 };
  };

  it('says how the map was made, and breaks its lines within the picture', () => {
    const wide = drawn(1_200, 'UMAP, seed 42 · Trustworthiness 0.96');
    expect(wide.lines.slice(1)).toEqual([['172 occurrences, coloured by sense. Of all layers this one separates the senses best.', 58], ['UMAP, seed 42 · Trustworthiness 0.96', 74]]);
    const narrow = drawn(348, 'UMAP, seed 42 · Trustworthiness 0.96');
    expect(narrow.lines.slice(1).map(([line]) => line)).toEqual(['172 occurrences, coloured by sense. Of all layers', 'this one separates the senses best.', 'UMAP, seed 42 · Trustworthiness 0.96']);
    expect(narrow.height - wide.height).toBe(16);
  });
});
