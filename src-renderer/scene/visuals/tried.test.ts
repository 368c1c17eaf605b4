import { expect, it } from 'vitest';
import { CameraView } from '../camera/camera-view';
import { DEFAULT_CAMERA } from '../camera/camera-moves';
import type { Canvas2D } from '../canvas-2d';
import { TEST_TOKENS } from '../colours/tokens.testing';
import { drawTried } from './tried';

it('marks every tried sentence by its number in the colour of its verdict, and joins them in their order', () => {
  const texts: string[] = [];
  const rings: string[] = [];
  const line: number[] = [];
  const canvas = {
    strokeStyle: '', beginPath: () => undefined, moveTo: (x: number) => { line.push(x); }, lineTo: (x: number) => { line.push(x); }, arc: () => undefined, fill: () => undefined, setLineDash: () => undefined,
    fillText: (text: string) => { texts.push(text); }, stroke(): void { rings.push(this.strokeStyle); },
  };
  const view = new CameraView(DEFAULT_CAMERA, 800, 600);
  drawTried(canvas as unknown as Canvas2D, { view, tokens: TEST_TOKENS }, [{ position: [0, 0, 0], number: 1, category: 2 }, { position: [1, 0, 0], number: 2, category: 0 }]);
  expect(texts).toEqual(['1', '2']);
  expect(line).toEqual([[0, 0, 0], [1, 0, 0]].map((at) => view.positionToScreen(at as [number, number, number]).x));
  expect(rings.slice(1)).toEqual([TEST_TOKENS.marks[2], TEST_TOKENS.ink2]);
});
