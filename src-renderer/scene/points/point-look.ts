import { fogPlane, glyphRadii, haloStrength, type DrawContext } from '../draw-context';
import { RING_LIMIT } from '../visuals/point-labels';

/** Above this many points: plain dots, sense names only. */
export const DENSE_LIMIT = 20_000;
/** Glyphs of a smaller radius, in device px, are plain dots too: nobody could tell their shapes. */
const LEAST_GLYPH = 2;
/** Above this many points halos would run together. */
export const HALO_LIMIT = 1500;
/** Opacity of what is not selected where many rows are. */
const UNSELECTED = 0.3;
/** How far points at the far side fade; in a throng it is what tells near from far. */
const FOG_FLOOR = { sparse: 0.66, dense: 0.42 } as const;
/** Width of the rim around a glyph. */
export const RIM_PX = 1.1;

/** How the points of a cloud look in a view: the graphics device draws by it, and so do vector pictures. Radii in px. */
export interface PointLook {
  readonly radiusPx: number;
  readonly selectedRadiusPx: number;
  readonly hoveredRadiusPx: number;
  readonly areDots: boolean;
  /** Colour that a point at the far side keeps, 0…1, and the plane that says how far it is (see {@link fogPlane}). */
  readonly fogFloor: number;
  readonly fog: readonly [x: number, y: number, z: number, w: number];
  /** Opacity of rows that are not selected. */
  readonly unselected: number;
  /** Dimmed rows are paler, not translucent. */
  readonly isSolid: boolean;
  /** Opacity of halos in the middle. */
  readonly halo: number;
  readonly selectedRim: string;
}

/** @param n rows @param nSelected rows that are selected */
export function pointLook(context: DrawContext, n: number, nSelected: number): PointLook {
  const { points, tokens, dpr } = context;
  const radiusPx = points.radiusPx * points.zoom;
  const areMany = nSelected > RING_LIMIT;
  // Very many selected rows are only a little larger than the others, or they would be one blot.
  const selectedRadiusPx = (areMany ? Math.max(1.3 * points.radiusPx, Math.min(points.selectedRadiusPx, glyphRadii(nSelected).radiusPx)) : points.selectedRadiusPx) * points.zoom;
  const areDots = n > DENSE_LIMIT || radiusPx * dpr < LEAST_GLYPH;
  return {
    radiusPx, selectedRadiusPx, areDots,
    // A ring tells a glyph under the pointer; a dot must grow to be told.
    hoveredRadiusPx: areDots ? selectedRadiusPx : radiusPx,
    // Fog changes colours, and would be read as another value.
    fogFloor: context.isByValue ? 1 : n > DENSE_LIMIT ? FOG_FLOOR.dense : FOG_FLOOR.sparse,
    fog: fogPlane(context, 1.6 / 2.6, 1 / 2.6),
    unselected: areMany ? UNSELECTED : 1,
    isSolid: n > HALO_LIMIT && context.canAdd,
    halo: haloStrength(n),
    selectedRim: areMany ? tokens.ink : tokens.scene,
  };
}
