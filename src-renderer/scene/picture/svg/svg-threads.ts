import type { CameraView, Projected } from '../../camera/camera-view';
import type { CloudModel } from '../../cloud-model';
import { parseColour, type Rgba } from '../../colours/colour';
import { fogPlane, type DrawContext } from '../../draw-context';
import type { Position } from '../../types';
import { THREAD_NUMBERS } from '../../visuals/thread-list';
import { THREAD_LOOK, threadStrength } from '../../visuals/thread-look';
import { stop } from './paint';
import { mixed } from './placed-points';
import type { SvgSurroundings } from './svg-canvas';
import { element, px } from './xml';

/** So near to the camera, in multiples of the target's scale, that a curve would leave the picture altogether. */
const NEAREST_SCALE = 50;

/** Threads and displacement lines as strokes whose colour runs along them: the arithmetic of the threads' shader, without added light. */
export function svgThreads(model: CloudModel, drawing: DrawContext, { definitions, prefix }: SvgSurroundings): string {
  const { count, texels } = model.threads();
  const { view, tokens } = drawing;
  const fog = fogPlane(drawing, 0.78, 0.2), root = parseColour(tokens.threadRoot), marks = tokens.marks.map(parseColour);
  const base = (tokens.isDark ? THREAD_LOOK.baseDark : THREAD_LOOK.baseLight) * threadStrength(count);
  const nSteps = count > THREAD_LOOK.crowd ? THREAD_LOOK.nStepsCrowded : THREAD_LOOK.nSteps;
  const paths: string[] = [];
  for (let thread = 0; thread < count; thread++) {
    const four = (part: number): readonly [Position, number] => {
      const from = thread * THREAD_NUMBERS + part * 4;
      return [[texels[from] ?? 0, texels[from + 1] ?? 0, texels[from + 2] ?? 0], texels[from + 3] ?? 0];
    };
    const [start, opacity] = four(0), [control, emphasis] = four(1), [end, category] = four(2);
    const places = Array.from({ length: nSteps + 1 }, (_, step) => view.positionToScreen(onCurve(start, control, end, step / nSteps)));
    if (places.some(({ scale }) => scale <= 0 || scale > NEAREST_SCALE)) continue;
    const near = Math.min(1, Math.max(0.4, fog[0] * end[0] + fog[1] * end[1] + fog[2] * end[2] + fog[3]));
    const colour = marks[Math.round(category)] ?? root;
    const strength = (base + (0.95 - base) * emphasis) * opacity, faint = near + (1 - near) * emphasis;
    const stops = [
      [0, [root[0], root[1], root[2], root[3] * 1.5 * strength]],
      [0.22, withOpacity(mixed(root, colour, 0.5), 0.6 * faint * strength)],
      [0.5, withOpacity(colour, 0.75 * faint * strength)],
      [1, withOpacity(colour, faint * strength)],
    ] as const;
    const stroke = alongChord(view, [start, control, end], stops, definitions.url.bind(definitions));
    const width = (1 + 0.75 * emphasis) * (0.55 + 0.45 * Math.min(2.2, Math.max(0.5, places[nSteps >> 1]?.scale ?? 1)));
    paths.push(element('path', { d: polyline(places), stroke, 'stroke-width': width }));
  }
  return paths.length === 0 ? '' : element('g', { id: `${prefix}threads`, fill: 'none' }, `\n${paths.join('\n')}\n`);
}

export const withOpacity = ([r, g, b]: Rgba, a: number): Rgba => [r, g, b, a];

export const polyline = (places: readonly Pick<Projected, 'x' | 'y'>[]): string => places.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('');

function onCurve(start: Position, control: Position, end: Position, t: number): Position {
  const s = 1 - t;
  const axis = (i: 0 | 1 | 2): number => s * s * start[i] + 2 * s * t * control[i] + t * t * end[i];
  return [axis(0), axis(1), axis(2)];
}

/** A gradient from one end of a curve to the other, its stops where the curve is at their time. */
function alongChord(
  view: CameraView,
  [start, control, end]: readonly [Position, Position, Position],
  stops: readonly (readonly [t: number, colour: Rgba])[],
  url: (key: string, make: (id: string) => string) => string,
): string {
  const a = view.positionToScreen(start),
    b = view.positionToScreen(end);
  const length2 = Math.max(1e-6, (b.x - a.x) ** 2 + (b.y - a.y) ** 2);
  let last = 0;
  const written = stops
    .map(([t, colour]) => {
      const here = view.positionToScreen(onCurve(start, control, end, t));
      // Offsets may not go back, whatever way the curve takes.
      last = Math.max(last, Math.min(1, ((here.x - a.x) * (b.x - a.x) + (here.y - a.y) * (b.y - a.y)) / length2));
      return stop(last, colour);
    })
    .join('');
  // Without a length there is no direction, and nothing would be painted.
  const x2 = Math.hypot(b.x - a.x, b.y - a.y) < 0.05 ? a.x + 0.05 : b.x;
  return url(`thread ${px(a.x)} ${px(a.y)} ${px(x2)} ${px(b.y)} ${written}`, (id) =>
    element('linearGradient', { id, gradientUnits: 'userSpaceOnUse', x1: a.x, y1: a.y, x2, y2: b.y }, written),
  );
}
