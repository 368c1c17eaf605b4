import { GLYPH_DISTANCE_GLSL, GLYPH_REACH } from './glyphs';
import { MOTION_GLSL } from '../motion';
import { DIMMED, FADED, FAINT, HIDDEN, HOVERED, NO_VALUE, SELECTED, USUAL_SIZE } from './row-states';

/** Radius of a halo, in radii of the glyph. */
export const HALO_REACH = 3.4;
/** Least radius of a selection ring, and its distance from the glyph, in px. */
export const RING_PX = { least: 8.5, gap: 5, width: 1.8, backWidth: 4.2 } as const;

/** Reads a row: its place, now, and its state. `from` exists while rows move. */
const ROW_GLSL = /* glsl */ `
precision highp float;
precision highp int;
uniform mat4 uClip;
uniform float uDistance;
in vec3 position;
in uvec4 state; // category, bits, value, size
#ifdef MOVING
in vec3 from;
uniform float uLastRow;
${MOTION_GLSL}
vec3 placeNow() { return mix(from, position, shareAt(float(gl_VertexID) / max(uLastRow, 1.0))); }
#else
vec3 placeNow() { return position; }
#endif
bool has(uint bit) { return (state.y & bit) != 0u; }
const float GLYPH_REACH[9] = float[9](${GLYPH_REACH.map((reach) => reach.toFixed(2)).join(', ')});
const vec4 NOWHERE = vec4(2.0, 2.0, 2.0, 1.0);`;

/**
 * Three bands of depth, selected rows before all others and dimmed ones behind them, so that the depth test alone gives the same picture
 * in whatever order rows are drawn. In a throng dimmed rows are as opaque as others and paler: of many in one place, translucent ones would add up.
 */
const SPRITE_VERTEX_GLSL = /* glsl */ `
${ROW_GLSL}
uniform float uRadius, uHoveredRadius, uSelectedRadius, uPx, uPad, uMaxHalf, uDim, uUnselected, uFogFloor;
uniform vec4 uFog;
uniform vec3 uScene, uMarks[9], uSequence[7];
uniform bool uIsByValue, uIsSolid;
flat out int vCategory;
flat out vec3 vColour;
flat out float vOpacity, vLight, vRadius, vHalf, vIsSelected;
vec3 colourOf(uint category, uint value) {
  if (!uIsByValue || value == ${NO_VALUE}u) return uMarks[uIsByValue ? 0u : category];
  float at = float(value) * ${(6 / (NO_VALUE - 1)).toFixed(8)};
  int step = min(int(at), 5);
  return mix(uSequence[step], uSequence[step + 1], at - float(step));
}
void main() {
  vec3 place = placeNow();
  gl_Position = uClip * vec4(place, 1.0);
  bool isSelected = has(${SELECTED}u), isFirst = isSelected || has(${HOVERED}u), isDim = (has(${DIMMED | FADED}u) || uUnselected < 1.0) && !isFirst;
  gl_Position.z = (gl_Position.z + gl_Position.w * (isFirst ? -2.0 : isDim ? 2.0 : 0.0)) / 3.0;
  float perspective = clamp(uDistance / max(gl_Position.w, 1e-4), 0.75, 1.3);
  vRadius = (isSelected ? uSelectedRadius : isFirst ? uHoveredRadius : uRadius) * perspective * float(state.w) * ${(1 / USUAL_SIZE).toFixed(8)};
  vCategory = int(state.x);
  vIsSelected = isSelected ? 1.0 : 0.0;
  vHalf = min(HALF, uMaxHalf);
  gl_PointSize = 2.0 * vHalf;
  vLight = !isDim ? 1.0 : has(${DIMMED}u) ? uDim : has(${FADED}u) ? min(uUnselected, ${FAINT.toFixed(2)}) : uUnselected;
  vOpacity = uIsSolid ? 1.0 : vLight;
  float fog = clamp(dot(uFog, vec4(place, 1.0)), 0.0, 1.0);
  vColour = mix(uScene, colourOf(state.x, state.z), isFirst ? 1.0 : mix(uFogFloor, 1.0, fog) * (uIsSolid ? vLight : 1.0));
  if (has(${HIDDEN}u)) gl_Position = NOWHERE;
}`;

const SPRITE_FRAGMENT_GLSL = /* glsl */ `
precision highp float;
flat in int vCategory;
flat in vec3 vColour;
flat in float vOpacity, vLight, vRadius, vHalf, vIsSelected;
out vec4 outColour;
vec2 fromCentre() { return (gl_PointCoord * 2.0 - 1.0) * vHalf; }`;

const vertexWith = (half: string): string => SPRITE_VERTEX_GLSL.replace('HALF', half);

/** A soft light around each point, below all glyphs. */
const halo = {
  vertexShader: vertexWith(`vRadius * ${HALO_REACH.toFixed(1)}`),
  fragmentShader: /* glsl */ `
${SPRITE_FRAGMENT_GLSL}
uniform float uHalo;
void main() {
  float light = uHalo * max(0.0, 1.0 - length(fromCentre()) / (${HALO_REACH.toFixed(1)} * vRadius)) * vLight;
  if (light <= 0.002) discard;
  outColour = vec4(vColour * light, light);
}`,
};

/** The glyph of the category by signed distance, with a rim in the colour of the scene; selected ones have it in ink where they have no ring. */
const glyph = {
  vertexShader: vertexWith('vRadius * GLYPH_REACH[min(vCategory, 8)] + uPad'),
  fragmentShader: /* glsl */ `
${SPRITE_FRAGMENT_GLSL}
uniform vec3 uScene, uSelectedRim;
uniform float uPx;
${GLYPH_DISTANCE_GLSL}
void main() {
  float d = glyphDistance(fromCentre(), vRadius, vCategory);
  float fill = clamp(0.5 - d, 0.0, 1.0), rim = clamp(0.5 - (d - 1.1 * uPx), 0.0, 1.0);
  vec4 colour = vec4(mix(uScene, uSelectedRim, vIsSelected), 1.0) * rim;
  colour = (vec4(vColour, 1.0) * fill + colour * (1.0 - fill)) * vOpacity;
  if (colour.a <= 0.004) discard;
  outColour = colour;
}`,
};

/** Plain dots for very many points. An edge that covers less than a quarter of a pixel is left out: it would write depth and hide what lies behind it. */
const dot = {
  vertexShader: vertexWith('vRadius + (isSelected ? uPad : 0.25)'),
  fragmentShader: /* glsl */ `
${SPRITE_FRAGMENT_GLSL}
uniform vec3 uSelectedRim;
uniform float uPx;
void main() {
  float d = length(fromCentre()) - vRadius;
  float cover = clamp(0.5 - d + vIsSelected * 1.1 * uPx, 0.0, 1.0);
  if (cover < 0.25) discard;
  vec3 colour = vIsSelected > 0.5 ? mix(uSelectedRim, vColour, clamp(0.5 - d, 0.0, 1.0)) : vColour;
  outColour = vec4(colour, 1.0) * cover * vOpacity;
}`,
};

/** Ink ring around a selected point, with a gap in the colour of the scene so that it reads on any ground. */
const ring = {
  vertexShader: vertexWith(`max(${RING_PX.least.toFixed(1)} * uPx, vRadius + ${RING_PX.gap.toFixed(1)} * uPx) + ${(RING_PX.backWidth / 2 + 1).toFixed(1)} * uPx`),
  fragmentShader: /* glsl */ `
${SPRITE_FRAGMENT_GLSL}
uniform vec3 uScene, uInk;
uniform float uPx;
void main() {
  float d = abs(length(fromCentre()) - (vHalf - ${(RING_PX.backWidth / 2 + 1).toFixed(1)} * uPx));
  float line = clamp(${(RING_PX.width / 2).toFixed(2)} * uPx - d + 0.5, 0.0, 1.0), back = 0.55 * clamp(${(RING_PX.backWidth / 2).toFixed(2)} * uPx - d + 0.5, 0.0, 1.0);
  float alpha = line + back * (1.0 - line);
  if (alpha <= 0.004) discard;
  outColour = vec4(uInk * line + uScene * back * (1.0 - line), alpha);
}`,
};

/**
 * Finds the row at a place on screen without drawing the scene: every row within reach becomes one pixel at the same spot, at a depth
 * that grows with its distance, and the depth test leaves the nearest. Of equals the front one, dimmed rows only where there is no other.
 */
const pick = {
  vertexShader: /* glsl */ `
${ROW_GLSL}
uniform vec2 uPlace, uHalfSize; // px, y upwards from the middle
uniform float uReach;
flat out uint vRow;
void main() {
  vec4 clip = uClip * vec4(placeNow(), 1.0);
  float scale = uDistance / max(clip.w, 1e-4);
  float reach = distance(clip.xy / max(clip.w, 1e-4) * uHalfSize, uPlace);
  float cost = reach - 2.0 * min(scale, 4.0) + (has(${DIMMED}u) && !has(${SELECTED}u) ? 2.0 * uReach : 0.0);
  gl_Position = vec4(0.0, 0.0, (cost + 8.0) / (3.0 * uReach + 8.0) * 2.0 - 1.0, 1.0);
  gl_PointSize = 1.0;
  vRow = uint(gl_VertexID) + 1u;
  if (clip.w <= 1e-4 || reach > uReach || has(${HIDDEN}u)) gl_Position = NOWHERE;
}`,
  fragmentShader: /* glsl */ `
precision highp float;
precision highp int;
flat in uint vRow;
out vec4 outColour;
void main() { outColour = vec4(uvec4(vRow, vRow >> 8, vRow >> 16, vRow >> 24) & 255u) / 255.0; }`,
};

export const POINT_SHADERS = { halo, glyph, dot, ring, pick } as const;
export type PointLook = keyof typeof POINT_SHADERS;
