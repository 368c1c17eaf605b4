import type { Canvas2D } from '../canvas-2d';

/**
 * The nine glyphs, once as signed distances for the points' shader and once as 2-D paths for legends of pictures.
 * Proportions for radius r: circle r, square ±0.9 r, triangles 1.2 r to the tip and 1.12 r to each side, diamond 1.25 r,
 * pentagon 1.15 r, plus 1.15 r with arms 0.4 r, star 1.35 r with inner radius 0.6 r, hollow ring 0.85 r with a wall of 0.36 r.
 */
const TAU = 2 * Math.PI;
const STAR_OUTER = 1.35;
const STAR_INNER = 0.6;

/** Half the width of the square that holds each glyph, in radii. */
export const GLYPH_REACH = [1.03, 1, 0.9, 1.2, 1.25, 1.2, 1.15, 1.15, 1.35] as const;

const glsl = (value: number): string => value.toFixed(8);
/** The direction (x, y down) in which the angle from straight up grows, on the line at that angle. */
const across = (turns: number): string => `vec2(${glsl(Math.cos(turns * TAU))}, ${glsl(Math.sin(turns * TAU))})`;

/**
 * `float glyphDistance(vec2 p, float r, int category)`: px outside the glyph's edge, negative inside; y points down. Software renderers
 * go through every branch, so there are few, and none needs an angle: pentagon and star are folded into a tenth of themselves.
 */
export const GLYPH_DISTANCE_GLSL = /* glsl */ `
float halfPlane(vec2 p, vec2 a, vec2 b) {
  vec2 edge = normalize(b - a);
  return dot(p - a, vec2(edge.y, -edge.x));
}
float glyphDistance(vec2 p, float r, int category) {
  vec2 q = abs(p);
  float d = length(p) - r;
  if (category == 0) d = abs(d + 0.15 * r) - 0.18 * r;
  else if (category == 2) d = max(q.x, q.y) - 0.9 * r;
  else if (category == 3 || category == 5) {
    float y = category == 3 ? p.y : -p.y;
    d = max(halfPlane(vec2(q.x, y), vec2(0.0, -1.2 * r), vec2(1.12 * r, 0.85 * r)), y - 0.85 * r);
  } else if (category == 4) d = (q.x + q.y - 1.25 * r) * 0.70710678;
  else if (category == 7) d = min(max(q.x - 1.15 * r, q.y - 0.4 * r), max(q.x - 0.4 * r, q.y - 1.15 * r));
  else if (category == 6 || category == 8) {
    vec2 f = vec2(q.x, p.y);
    f -= 2.0 * max(dot(f, ${across(0.3)}), 0.0) * ${across(0.3)};
    f -= 2.0 * max(dot(f, ${across(0.1)}), 0.0) * ${across(0.1)};
    vec2 reach = category == 6 ? vec2(1.15, ${glsl(1.15 * Math.cos(TAU / 10))}) : vec2(${glsl(STAR_OUTER)}, ${glsl(STAR_INNER)});
    d = halfPlane(vec2(abs(f.x), f.y), vec2(0.0, -reach.x * r), reach.y * r * vec2(${glsl(Math.sin(TAU / 10))}, ${glsl(-Math.cos(TAU / 10))}));
  }
  return d;
}`;

const PLUS = [[-0.4, -1.15], [0.4, -1.15], [0.4, -0.4], [1.15, -0.4], [1.15, 0.4], [0.4, 0.4], [0.4, 1.15], [-0.4, 1.15], [-0.4, 0.4], [-1.15, 0.4], [-1.15, -0.4], [-0.4, -0.4]] as const;

/** Adds the outline of a glyph of radius `r` at (x, y); the hollow ring's is its outer circle (stroke it with 0.36 r inside). */
export function glyphPath(context: Canvas2D, category: number, x: number, y: number, r: number): void {
  const polygon = (points: readonly (readonly [number, number])[]): void => {
    points.forEach(([px, py], i) => (i === 0 ? context.moveTo(x + px * r, y + py * r) : context.lineTo(x + px * r, y + py * r)));
    context.closePath();
  };
  const around = (count: number, radius: (i: number) => number): (readonly [number, number])[] =>
    Array.from({ length: count }, (_, i) => [radius(i) * Math.sin((i / count) * TAU), -radius(i) * Math.cos((i / count) * TAU)] as const);
  context.beginPath();
  if (category === 2) polygon([[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]]);
  else if (category === 3) polygon([[0, -1.2], [1.12, 0.85], [-1.12, 0.85]]);
  else if (category === 4) polygon([[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]]);
  else if (category === 5) polygon([[0, 1.2], [1.12, -0.85], [-1.12, -0.85]]);
  else if (category === 6) polygon(around(5, () => 1.15));
  else if (category === 7) polygon(PLUS);
  else if (category === 8) polygon(around(10, (i) => (i % 2 === 0 ? STAR_OUTER : STAR_INNER)));
  else context.arc(x, y, category === 0 ? 0.85 * r : r, 0, TAU);
}
