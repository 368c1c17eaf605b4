import type { Canvas2D } from '../canvas-2d';
import { parseColour } from '../colours/colour';
import { CONTOUR, regionField, type RegionField } from './region-field';
import type { SceneTokens } from '../types';
import type { Shown, Visual } from '../visual';
import { DENSE_LIMIT } from '../points/point-look';

/** A category needs this many points on screen to get a region. */
const MIN_REGION_POINTS = 5;
const FILL = 0.11;
const RIM = 0.2;
/** Half the width of the rim, in px. */
const RIM_PX = 0.95;
/** Below this slope (per px) the ground is too flat for a line: the rim fades instead of spreading. */
const FLATTEST = 0.006;

/** Soft regions where the points of a category stand together. */
export const REGIONS: Visual = {
  layer: 'field',
  paint({ view, tokens, dpr }, shown) {
    const regions = regionsOf(regionGroups(shown), view.widthPx, view.heightPx, tokens);
    return regions.length === 0 ? null : (canvas, top, bottom) => { drawRegions(canvas, regions, dpr, top, bottom); };
  },
};

/** Rows inside the filter by category, in the order of categories; rows without a label have no region, nor have any in a throng. */
function regionGroups({ model, screenPoints }: Shown): RegionPoints[] {
  if (model.n > DENSE_LIMIT || model.data.hasRegions === false) return [];
  const screen = screenPoints();
  const groups: RegionPoints[] = Array.from({ length: 9 }, (_, category) => ({ category, x: [], y: [] }));
  for (let row = 0; row < model.n; row++) {
    const group = groups[model.data.categories[row]!];
    if (!group || group.category === 0 || screen.scale[row]! <= 0 || model.filter?.[row] === 0) continue;
    group.x.push(screen.x[row]!);
    group.y.push(screen.y[row]!);
  }
  return groups;
}

/** Points of one category as they fall on screen. */
interface RegionPoints {
  readonly category: number;
  readonly x: number[];
  readonly y: number[];
}

/** The region of one category, ready to be drawn. */
interface Region {
  readonly field: RegionField;
  readonly colour: string;
  readonly style: RegionStyle;
}

function regionsOf(groups: readonly RegionPoints[], widthPx: number, heightPx: number, tokens: SceneTokens): Region[] {
  return groups.flatMap(({ category, x, y }) => {
    if (x.length < MIN_REGION_POINTS) return [];
    const style = styleFor(x.length, tokens);
    const field = regionField(x, y, widthPx, heightPx, CONTOUR * BRIDGE * style.reference);
    return field ? [{ field, style, colour: tokens.marks[category]! }] : [];
  });
}

/** Draws soft regions at `scale` device pixels per px, each over the last; of a strip of the screen only, from `top` to `bottom` px. */
function drawRegions(context: Canvas2D, regions: readonly Region[], scale: number, top: number, bottom: number): void {
  for (const region of regions) drawField(context, region, scale, top, bottom);
}

/** An area hangs together where its density is this much above the contour: thinner bridges cannot be seen. */
const BRIDGE = 1.2;

interface RegionStyle {
  readonly fill: number;
  readonly rim: number;
  /** Densities are divided by this: the contour rises with the number of points, so that large categories keep a shape. */
  readonly reference: number;
}

function styleFor(nPoints: number, { isDark }: SceneTokens): RegionStyle {
  return { fill: isDark ? FILL : FILL * 1.05, rim: isDark ? RIM : RIM * 1.1, reference: Math.max(1, (nPoints / 60) ** 0.8) };
}

/**
 * Opacity at a density with a slope (both per reference): a faint fill above the contour, more where points crowd, and a thin
 * line along the contour, whose distance in px is taken as difference over slope so that it is equally thin everywhere.
 */
function opacityAt(density: number, slope: number, { fill, rim }: RegionStyle): number {
  const faint = fill * 0.55 * smooth(CONTOUR, CONTOUR + 0.05, density) + fill * 0.4 * smooth(0.8, 2.6, density);
  const offset = density - CONTOUR - 0.02;
  if (offset > 0.15) return faint;
  const distancePx = offset / Math.max(slope, FLATTEST);
  return faint + rim * Math.min(1, slope / FLATTEST) * Math.exp(-((distancePx / RIM_PX) ** 2));
}

function smooth(low: number, high: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

/** Shades a field at full resolution, densities interpolated between cells. */
function drawField(context: Canvas2D, { field, colour, style }: Region, scale: number, top: number, bottom: number): void {
  const { columns, values, cellPx, fromColumn, toColumn, fromRow, toRow } = field;
  const step = cellPx * scale;
  const first = Math.max(0, Math.floor(top * scale - fromRow * step)), last = Math.min(Math.floor((toRow - fromRow - 1) * step), Math.ceil(bottom * scale - fromRow * step));
  const width = Math.floor((toColumn - fromColumn - 1) * step), height = last - first;
  if (width < 1 || height < 1) return;
  const image = new ImageData(width, height);
  const [r, g, b] = parseColour(colour).map((part) => Math.round(part * 255));
  const pixels = new Uint32Array(image.data.buffer);
  // ImageData is RGBA in memory; every platform Electron runs on is little-endian.
  const tint = ((b as number) << 16) | ((g as number) << 8) | (r as number);
  const inverse = 1 / style.reference;
  const lowest = (CONTOUR - 0.1) * style.reference;
  for (let py = 0; py < height; py++) {
    const fy = (first + py) / step, row = Math.floor(fy), v = fy - row;
    const upper = (fromRow + row) * columns + fromColumn, lower = upper + columns;
    for (let column = 0; column < toColumn - fromColumn - 1; column++) {
      const p = values[upper + column]!, q = values[upper + column + 1]!, s = values[lower + column]!, t = values[lower + column + 1]!;
      // Most cells of a screen are empty.
      if (p < lowest && q < lowest && s < lowest && t < lowest) continue;
      const left = p + (s - p) * v, across = q + (t - q) * v - left, downLeft = s - p, downAcross = t - q - downLeft;
      const end = Math.min(width, Math.ceil((column + 1) * step));
      for (let px = Math.ceil(column * step); px < end; px++) {
        const u = px / step - column;
        const density = left + across * u;
        if (density < lowest) continue;
        const down = downLeft + downAcross * u;
        const slope = Math.sqrt(across * across + down * down) / cellPx;
        const opacity = opacityAt(density * inverse, slope * inverse, style);
        if (opacity > 0.002) pixels[py * width + px] = tint | (Math.round(opacity * 255) << 24);
      }
    }
  }
  const layer = new OffscreenCanvas(width, height);
  (layer.getContext('2d') as OffscreenCanvasRenderingContext2D).putImageData(image, 0, 0);
  context.drawImage(layer, fromColumn * cellPx, fromRow * cellPx + first / scale, width / scale, height / scale);
}
