import { WebGLRenderTarget, type WebGLRenderer } from 'three';
import { blendOver } from './picture';
import type { Rect } from '../types';

/** Tiles are no larger than this, in pixels, so that a picture of any size needs little of the graphics device. */
const MOST_TILE = 2048;

export interface TileSource {
  readonly renderer: WebGLRenderer;
  /** Draws this part of the view (px) into the buffer that is set. */
  readonly render: (tile: Rect) => void;
  /** Pixels around a tile from which sprites reach into it: a point outside what is drawn is not drawn at all. */
  readonly reachPx: number;
}

/**
 * Draws a strip of the view, from `top` pixels on, tile by tile and lays it over what the canvas holds; there are `scale` pixels a px.
 * Pixels are blended here, because the added light of threads (alpha 0) is lost in a canvas image.
 */
export function renderStrip(context: CanvasRenderingContext2D, top: number, scale: number, { renderer, render, reachPx }: TileSource): void {
  const { width, height } = context.canvas;
  const most = Math.min(MOST_TILE, renderer.capabilities.maxTextureSize - 2 * reachPx);
  for (let y = 0; y < height; y += most) {
    for (let x = 0; x < width; x += most) {
      const w = Math.min(most, width - x), h = Math.min(most, height - y);
      const target = new WebGLRenderTarget(w + 2 * reachPx, h + 2 * reachPx, { depthBuffer: true });
      const pixels = new Uint8Array(w * h * 4);
      renderer.setRenderTarget(target);
      try {
        render({ x: (x - reachPx) / scale, y: (top + y - reachPx) / scale, width: target.width / scale, height: target.height / scale });
        renderer.readRenderTargetPixels(target, reachPx, reachPx, w, h, pixels);
      } finally {
        renderer.setRenderTarget(null);
        target.dispose();
      }
      const image = context.getImageData(x, y, w, h);
      blendOver(image.data, pixels, w, h);
      context.putImageData(image, x, y);
    }
  }
}
