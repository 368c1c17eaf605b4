/**
 * The nine glyphs, once as signed distances for the points' shader and once as 2-D paths for legends of pictures.
 * Proportions for radius r: circle r, square ±0.9 r, triangles 1.2 r to the tip and 1.12 r to each side, diamond 1.25 r,
 * pentagon 1.15 r, plus 1.15 r with arms 0.4 r, star 1.35 r with inner radius 0.6 r, hollow ring 0.85 r with a wall of 0.36 r.
 */
const TAU = 2 * Math.PI;
const STAR_OUTER = 1.35;
const STAR_INNER = 0.6;

/** `float glyphDistance(vec2 p, float r, int category)`: px outside the glyph's edge, negative inside; y points down. */
export const GLYPH_DISTANCE_GLSL = /* glsl */ `
float halfPlane(vec2 p, vec2 a, vec2 b) {
  vec2 edge = normalize(b - a);
  return dot(p - a, vec2(edge.y, -edge.x));
}
float triangleUp(vec2 p, float r) {
  p.x = abs(p.x);
  vec2 tip = vec2(0.0, -1.2 * r), foot = vec2(1.12 * r, 0.85 * r);
  return max(halfPlane(p, tip, foot), p.y - foot.y);
}
float sectorShape(vec2 p, float outer, float inner, float count) {
  float sector = ${TAU.toFixed(8)} / count;
  float angle = atan(p.x, -p.y);
  angle = abs(mod(angle + 0.5 * sector, sector) - 0.5 * sector);
  vec2 q = length(p) * vec2(sin(angle), -cos(angle));
  return halfPlane(q, vec2(0.0, -outer), inner * vec2(sin(0.5 * sector), -cos(0.5 * sector)));
}
float glyphDistance(vec2 p, float r, int category) {
  if (category == 0) return abs(length(p) - 0.85 * r) - 0.18 * r;
  if (category == 2) { vec2 q = abs(p) - 0.9 * r; return max(q.x, q.y); }
  if (category == 3) return triangleUp(p, r);
  if (category == 4) return (abs(p.x) + abs(p.y) - 1.25 * r) * 0.70710678;
  if (category == 5) return triangleUp(vec2(p.x, -p.y), r);
  if (category == 6) return sectorShape(p, 1.15 * r, 1.15 * cos(${(TAU / 10).toFixed(8)}) * r, 5.0);
  if (category == 7) { vec2 q = abs(p); return min(max(q.x - 1.15 * r, q.y - 0.4 * r), max(q.x - 0.4 * r, q.y - 1.15 * r)); }
  if (category == 8) return sectorShape(p, ${STAR_OUTER} * r, ${STAR_INNER} * r, 5.0);
  return length(p) - r;
}`;

const PLUS = [[-0.4, -1.15], [0.4, -1.15], [0.4, -0.4], [1.15, -0.4], [1.15, 0.4], [0.4, 0.4], [0.4, 1.15], [-0.4, 1.15], [-0.4, 0.4], [-1.15, 0.4], [-1.15, -0.4], [-0.4, -0.4]] as const;

/** Adds the outline of a glyph of radius `r` at (x, y); the hollow ring's is its outer circle (stroke it with 0.36 r inside). */
export function glyphPath(context: CanvasRenderingContext2D, category: number, x: number, y: number, r: number): void {
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
