import type { Detail } from './detail';
import type { Motion } from './motion';
import type { Position, Rect, SceneTokens } from './types';
import type { CameraView } from './camera/camera-view';

/** What every visual needs to draw itself once: the camera at a size, the colours, and how points look in this cloud. */
export interface DrawContext {
  readonly view: CameraView;
  readonly tokens: SceneTokens;
  /** Device pixels per px. */
  readonly dpr: number;
  readonly detail: Detail;
  /** The part of the view that is drawn, in px; null: all of it. */
  readonly tile: Rect | null;
  /** Rows on their way to another layout; null where all stand still. */
  readonly motion: Motion | null;
  /** Points are coloured by a value, all else is in ink. */
  readonly isByValue: boolean;
  /** Colours of categories, which points without a value take. `tokens` holds ink in their place where `isByValue`. */
  readonly marks: readonly string[];
  readonly points: {
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

/** Depth fog as a plane: (x, y, z) · normal + w is 0 at the far side of the cloud and 1 at the near side, in units of which a cloud of radius 1 spans about 3.4. */
export function fogPlane({ centre, radius, view }: DrawContext, offset: number, slope: number): readonly [x: number, y: number, z: number, w: number] {
  const k = (slope * 1.7) / Math.max(radius, 1e-6);
  const [x, y, z] = view.basis.back;
  return [x * k, y * k, z * k, offset - (centre[0] * x + centre[1] * y + centre[2] * z) * k];
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
