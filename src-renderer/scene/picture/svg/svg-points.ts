import type { CloudModel } from '../../cloud-model';
import { parseColour, type Rgba } from '../../colours/colour';
import type { DrawContext } from '../../draw-context';
import { glyphPath } from '../../points/glyphs';
import { HALO_LIMIT, pointLook, RIM_PX } from '../../points/point-look';
import { HALO_REACH, RING_PX } from '../../points/point-shaders';
import { RING_LIMIT } from '../../visuals/point-labels';
import { ringRadius } from '../../visuals/hover-ring';
import { inColour, share, stop, svgColour } from './paint';
import { placedPoints, type PlacedPoint } from './placed-points';
import { SvgCanvas, type SvgSurroundings } from './svg-canvas';
import { element, px } from './xml';

/** A hollow ring's wall, in radii; glyphs.ts tells the rest. */
const WALL = { middle: 0.85, width: 0.36 } as const;
/** Halos are faint: so many steps of a colour channel are enough for all of their colours. */
const HALO_STEPS = 24;

/**
 * Halos, glyphs with their rims, rings of selected rows: one element a point in the group `points`, moved to its centre by `transform`,
 * from back to front.
 */
export function svgPoints(model: CloudModel, drawing: DrawContext, around: SvgSurroundings): string {
  const points = placedPoints(model, drawing);
  if (points.length === 0) return '';
  const look = pointLook(drawing, model.n, model.selection.length);
  const { tokens } = drawing;
  const halos = model.n > HALO_LIMIT ? [] : points.map((point) => halo(point, look.halo, around));
  const glyphs = points.map((point) => (look.areDots ? dot(point, look.selectedRim) : glyph(point, point.isSelected ? look.selectedRim : tokens.scene, around)));
  const rings = model.selection.length > RING_LIMIT ? [] : points.filter(({ isSelected }) => isSelected).map((point) => ring(point, drawing));
  return [
    ['halos', halos] as const, ['points', glyphs] as const, ['rings', rings] as const,
  ].map(([id, parts]) => (parts.length === 0 ? '' : element('g', { id: around.prefix + id }, `\n${parts.join('\n')}\n`))).join('\n');
}

const at = ({ x, y }: PlacedPoint): string => `translate(${px(x)} ${px(y)})`;
const opacityOf = (value: number): string | undefined => (value >= 0.995 ? undefined : String(share(value)));

function halo({ x, y, radiusPx, colour, light }: PlacedPoint, strength: number, { definitions }: SvgSurroundings): string {
  const coarse = colour.map((part) => Math.round(part * HALO_STEPS) / HALO_STEPS) as unknown as Rgba;
  const [r, g, b] = coarse;
  const fill = definitions.url(`halo ${coarse.join(' ')}`, (id) => element('radialGradient', { id }, stop(0, [r, g, b, strength]) + stop(1, [r, g, b, 0])));
  return element('circle', { cx: x, cy: y, r: HALO_REACH * radiusPx, fill, opacity: opacityOf(light) });
}

/** The shape by the same function that draws legends, so that it is told once. */
function glyph(point: PlacedPoint, rim: string, around: SvgSurroundings): string {
  const { category, radiusPx: r, colour, opacity } = point;
  const transform = at(point);
  if (category === 0) {
    const circle = (stroke: string | Rgba, width: number): string => element('circle', { r: WALL.middle * r, fill: 'none', ...inColour('stroke', stroke), 'stroke-width': width });
    return element('g', { transform, opacity: opacityOf(opacity) }, circle(rim, WALL.width * r + 2 * RIM_PX) + circle(colour, WALL.width * r));
  }
  const edge = { ...inColour('stroke', rim), 'stroke-width': 2 * RIM_PX, 'stroke-linejoin': 'round', 'paint-order': 'stroke', opacity: opacityOf(opacity) };
  if (category === 1) return element('circle', { transform, r, ...inColour('fill', colour), ...edge });
  const path = new SvgCanvas(around);
  glyphPath(path, category, 0, 0, r);
  return element('path', { transform, d: path.outline, ...inColour('fill', colour), ...edge });
}

function dot(point: PlacedPoint, rim: string): string {
  const edge = point.isSelected ? { ...inColour('stroke', rim), 'stroke-width': 2 * RIM_PX, 'paint-order': 'stroke' } : {};
  return element('circle', { transform: at(point), r: point.radiusPx, fill: svgColour(point.colour).colour, ...edge, opacity: opacityOf(point.opacity) });
}

function ring({ x, y, radiusPx }: PlacedPoint, { tokens }: DrawContext): string {
  const [r, g, b] = parseColour(tokens.scene);
  const circle = (stroke: string | Rgba, width: number): string => element('circle', { cx: x, cy: y, r: ringRadius(radiusPx), fill: 'none', ...inColour('stroke', stroke), 'stroke-width': width });
  return circle([r, g, b, 0.55], RING_PX.backWidth) + circle(tokens.ink, RING_PX.width);
}
