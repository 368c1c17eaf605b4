import type { Position, SceneTokens } from './types';
import type { View } from './view';

/** What every visual needs to draw itself once: the camera at a size, the colours, and how points look in this cloud. */
export interface DrawContext {
  readonly view: View;
  readonly tokens: SceneTokens;
  /** Device pixels per px. */
  readonly dpr: number;
  readonly points: {
    readonly positions: Float32Array;
    readonly emphasis: Float32Array;
    /** Half of the 9 px and 13 px glyphs, smaller in large clouds. */
    readonly radiusPx: number;
    readonly selectedRadiusPx: number;
    /** Growth of glyphs when the camera comes near. */
    readonly zoom: number;
  };
  /** Centre and radius of the cloud in map units. */
  readonly centre: Position;
  readonly radius: number;
  /** False where the result must keep a meaningful alpha channel. */
  readonly canAdd: boolean;
}

/** Depth fog: `scale` takes map units to the units in which a cloud of radius 1 spans about ±1.7, as the design's fog assumes. */
export function fogOf({ centre, radius }: DrawContext): { readonly centre: Position; readonly scale: number } {
  return { centre, scale: 1.7 / Math.max(radius, 1e-6) };
}

/** Size of glyphs, and of all around them, at a place of this scale: perspective is hinted at only, so that a near cluster stays as calm as the rest. */
export function glyphScale(scale: number): number {
  return Math.min(1.3, Math.max(0.75, scale));
}

/** Glyph radii in px for n points: 4.5 and 6.5 up to 100 points, a little less up to 400, then shrinking so that the ink on screen grows slower than n. */
export function glyphRadii(n: number): { radiusPx: number; selectedRadiusPx: number } {
  const shrink = (100 / Math.min(400, Math.max(n, 100))) ** 0.12 * Math.min(1, (400 / Math.max(n, 1)) ** 0.28);
  return { radiusPx: Math.max(1.4, 4.5 * shrink), selectedRadiusPx: Math.max(4.5, 6.5 * shrink) };
}

/** Strength of the halo around each of n points: many weak ones shine as brightly as a few. */
export function haloStrength(n: number): number {
  return 0.16 * Math.min(1, (100 / Math.max(n, 1)) ** 0.6);
}
