import type { CloudModel } from '../../cloud-model';
import { parseColour } from '../../colours/colour';
import { fogPlane, type DrawContext } from '../../draw-context';
import type { Position } from '../../types';
import { makeTrails, PIECE, TRAIL_NUMBERS } from '../../visuals/trails/trail-list';
import { threadStrength } from '../../visuals/thread-look';
import { inColour } from './paint';
import { polyline, withOpacity } from './svg-threads';
import { element } from './xml';

/** Strokes of one width and opacity along one piece of a trail, and steps of the curve in each. */
const N_STROKES = 4;
const N_STEPS = 3;
/** Where a thread through floors is as strong at both ends. */
const EVEN = 0.4;
const NEAREST_SCALE = 50;

/** Trails, threads through floors, and dots at stops: the arithmetic of the trails' shader for rows at rest, without added light. */
export function svgTrails(model: CloudModel, drawing: DrawContext, prefix: string): string {
  const { count, nTrails, numbers } = makeTrails(model);
  if (count === 0) return '';
  const { view, tokens } = drawing;
  const isEven = model.trails?.isEven === true, strength = 0.85 * threadStrength(nTrails), fog = fogPlane(drawing, 0.78, 0.2);
  const marks = tokens.marks.map(parseColour), whole = parseColour(tokens.ghost);
  const parts: string[] = [];
  for (let index = 0; index < count; index++) {
    const four = (part: number): readonly [Position, number] => {
      const at = index * TRAIL_NUMBERS + part * 4;
      return [[numbers[at] ?? 0, numbers[at + 1] ?? 0, numbers[at + 2] ?? 0], numbers[at + 3] ?? 0];
    };
    const [before, opacity] = four(0), [start, startAge] = four(1), [end, endAge] = four(2), [after] = four(3), [[piece, reach, category], isFirst] = four(5);
    const isDot = piece === PIECE.dot, isWhole = category < 0, isLast = piece === PIECE.lastLeg;
    const curve = isEven ? parabola(start, end, before, after) : catmullRom(isFirst > 0.5 ? mirrored(start, end) : before, start, end, isLast ? mirrored(end, start) : after);
    /** At rest each row has gone the whole of its last step. */
    const share = 1;
    const lookAt = (t: number, scale: number): { readonly width: number; readonly alpha: number } => {
      const older = startAge + share, newer = isLast ? 0 : endAge + share;
      const goesBack = isWhole ? reach + share : isDot ? reach + 1 : reach;
      const aged = Math.min(1, Math.max(0, 1 - (isDot ? older : older + (newer - older) * t) / Math.max(goesBack, 1e-3)));
      const u = !isEven ? aged : isWhole ? 1 : EVEN;
      const place = isDot ? start : curve(t), near = Math.min(1, Math.max(0.4, fog[0] * place[0] + fog[1] * place[1] + fog[2] * place[2] + fog[3]));
      const width = isDot ? 1.6 + 1.8 * u : isWhole ? 1.5 + 0.8 * u : 0.5 + 1.9 * u;
      return { width: width * (0.55 + 0.45 * Math.min(2.2, Math.max(0.5, scale))), alpha: opacity * (isWhole ? 0.55 + 0.4 * u : strength * near * (isDot ? u : u ** 1.5)) };
    };
    const colour = isWhole ? whole : marks[Math.round(category)] ?? whole;
    if (isDot) {
      const { x, y, scale } = view.positionToScreen(start), { width, alpha } = lookAt(0, scale);
      if (scale > 0 && alpha > 0) parts.push(element('circle', { cx: x, cy: y, r: width / 2, ...inColour('fill', withOpacity(colour, alpha)) }));
      continue;
    }
    for (let stroke = 0; stroke < N_STROKES; stroke++) {
      const places = Array.from({ length: N_STEPS + 1 }, (_, step) => view.positionToScreen(curve((stroke + step / N_STEPS) / N_STROKES)));
      if (places.some(({ scale }) => scale <= 0 || scale > NEAREST_SCALE)) continue;
      const { width, alpha } = lookAt((stroke + 0.5) / N_STROKES, places[1]?.scale ?? 1);
      if (alpha >= 0.002) parts.push(element('path', { d: polyline(places), fill: 'none', ...inColour('stroke', withOpacity(colour, alpha)), 'stroke-width': width }));
    }
  }
  return element('g', { id: `${prefix}trails` }, `\n${parts.join('\n')}\n`);
}

type Curve = (t: number) => Position;

const byAxis = (f: (i: 0 | 1 | 2) => number): Position => [f(0), f(1), f(2)];

/** A straight line that bends to its strands, most of all midway. */
const parabola = (start: Position, end: Position, before: Position, after: Position): Curve => (t) =>
  byAxis((i) => start[i] + t * (end[i] - start[i]) + 4 * (t - t * t) * (before[i] + (after[i] - before[i]) * t));

/** Centripetal Catmull–Rom from p1 to p2 (Yuksel, Schaefer & Keyser 2011), as the shader has it. */
function catmullRom(p0: Position, p1: Position, p2: Position, p3: Position): Curve {
  const knot = (a: Position, b: Position): number => Math.sqrt(Math.max(Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]), 1e-8));
  const k0 = knot(p0, p1), k1 = knot(p1, p2), k2 = knot(p2, p3);
  const m1 = byAxis((i) => p2[i] - p1[i] + k1 * ((p1[i] - p0[i]) / k0 - (p2[i] - p0[i]) / (k0 + k1)));
  const m2 = byAxis((i) => p2[i] - p1[i] + k1 * ((p3[i] - p2[i]) / k2 - (p3[i] - p1[i]) / (k1 + k2)));
  return (t) => {
    const tt = t * t, ttt = tt * t;
    return byAxis((i) => (2 * ttt - 3 * tt + 1) * p1[i] + (ttt - 2 * tt + t) * m1[i] + (3 * tt - 2 * ttt) * p2[i] + (ttt - tt) * m2[i]);
  };
}

const mirrored = (centre: Position, place: Position): Position => byAxis((i) => 2 * centre[i] - place[i]);
