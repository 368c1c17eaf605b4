import { MOTION_GLSL } from '../../motion';
import { PIECE, TRAIL_NUMBERS } from './trail-list';

/** Steps along a leg that is a line of one pixel. */
export const N_STEPS_THIN = 4;
/** Pieces of such lines lie in a texture: drawn in instances, each would cost a processor that draws as much as a call. */
export const PIECES_A_ROW = 256;

/**
 * Ribbons and dots of trails. `age` at a place of a trail is how many stops ago its row was there, in steps that are half done too: it
 * grows as the row goes on, and what is older than the trail goes back has faded. Curves are centripetal Catmull–Rom (Yuksel, Schaefer &
 * Keyser 2011), as those of typed words. Threads through floors are straight lines that bend to their strands, most of all midway.
 */
export const TRAIL_SHADERS = {
  vertexShader: /* glsl */ `
precision highp float;
const float EVEN = 0.4; // where a trail is as strong at both ends
uniform mat4 uClip;
uniform vec2 uSize;
uniform float uDpr, uDistance, uStrength, uEven;
uniform vec4 uFog;
uniform vec3 uMarks[9], uWhole;
#ifdef THIN
uniform highp sampler2D uPieces;
vec4 part(int index) {
  int piece = gl_VertexID / ${2 * N_STEPS_THIN};
  return texelFetch(uPieces, ivec2((piece % ${PIECES_A_ROW}) * ${TRAIL_NUMBERS / 4} + index, piece / ${PIECES_A_ROW}), 0);
}
#else
in vec2 place; // t 0…1, side ±1
in vec4 before, start, end, after, origin, look;
#endif
out vec2 vSide;
out float vWidth, vReach, vAlpha;
flat out vec3 vColour;
flat out vec2 vKind; // a dot, emphasis
#ifdef MOVING
${MOTION_GLSL}
#endif
void main() {
#ifdef THIN
  vec2 place = vec2(float((gl_VertexID % ${2 * N_STEPS_THIN} + 1) / 2) / ${N_STEPS_THIN}.0, 0.0);
  vec4 before = part(0), start = part(1), end = part(2), after = part(3), origin = part(4), look = part(5);
#endif
  int piece = int(look.x + 0.5);
  bool isDot = piece == ${PIECE.dot}, isWhole = look.z < -0.5;
  float t = place.x, share = 1.0;
  vec3 p0 = before.xyz, p1 = start.xyz, p2 = end.xyz, p3 = after.xyz;
#ifdef MOVING
  share = shareAt(origin.w);
  if (piece == ${PIECE.legBeforeLast}) p3 = mix(origin.xyz, p3, share);
  if (piece == ${PIECE.lastLeg}) p2 = mix(origin.xyz, p2, share);
#endif
  if (look.w > 0.5) p0 = 2.0 * p1 - p2;
  if (piece == ${PIECE.lastLeg}) p3 = 2.0 * p2 - p1;
  float k0 = sqrt(max(distance(p0, p1), 1e-8)), k1 = sqrt(max(distance(p1, p2), 1e-8)), k2 = sqrt(max(distance(p2, p3), 1e-8));
  vec3 chord = p2 - p1;
  vec3 m1 = chord + k1 * ((p1 - p0) / k0 - (p2 - p0) / (k0 + k1));
  vec3 m2 = chord + k1 * ((p3 - p2) / k2 - (p3 - p1) / (k1 + k2));
  float tt = t * t, ttt = tt * t;
  vec3 at = isDot ? p1 : (2.0 * ttt - 3.0 * tt + 1.0) * p1 + (ttt - 2.0 * tt + t) * m1 + (3.0 * tt - 2.0 * ttt) * p2 + (ttt - tt) * m2;
  vec3 slope = 6.0 * (t - tt) * chord + (3.0 * tt - 4.0 * t + 1.0) * m1 + (3.0 * tt - 2.0 * t) * m2;
  // Where a row has only just set off, the leg before has no direction at its end but its own.
  if (dot(slope, slope) < 1e-6 * dot(chord, chord)) slope = chord;
  if (uEven > 0.5) {
    vec3 pull = mix(before.xyz, after.xyz, t);
    float bend = 4.0 * (t - tt);
    at = p1 + t * chord + bend * pull;
    slope = chord + (4.0 - 8.0 * t) * pull + bend * (after.xyz - before.xyz);
  }

  float older = start.w + share, newer = piece == ${PIECE.lastLeg} ? 0.0 : end.w + share;
  float age = isDot ? older : mix(older, newer, t);
  float reach = isWhole ? look.y + share : isDot ? look.y + 1.0 : look.y;
  float u = clamp(1.0 - age / max(reach, 1e-3), 0.0, 1.0);
  if (uEven > 0.5) u = isWhole ? 1.0 : EVEN;

  vec4 here = uClip * vec4(at, 1.0);
  here.w = max(here.w, 1e-3);
  // The curve's tangent, carried through the division by w (quotient rule; its positive factor does not matter).
  vec4 tangent = uClip * vec4(slope, 0.0);
  vec2 along = (tangent.xy * here.w - here.xy * tangent.w) * uSize;
  along = isDot || dot(along, along) == 0.0 ? vec2(1.0, 0.0) : normalize(along);
  float perspective = 0.55 + 0.45 * clamp(uDistance / here.w, 0.5, 2.2);
  vWidth = (isDot ? mix(1.6, 3.4, u) : isWhole ? mix(1.5, 2.3, u) : mix(0.5, 2.4, u)) * perspective * uDpr;
  vReach = 0.5 * vWidth + 1.0;
  vSide = vec2(isDot ? 2.0 * t - 1.0 : 0.0, place.y);
  vec2 aside = vec2(-along.y, along.x) * vSide.y + along * vSide.x;
  here.xy += aside * vReach * 2.0 / uSize * here.w;
  gl_Position = here;
  float fog = clamp(dot(uFog, vec4(at, 1.0)), 0.4, 1.0);
  vAlpha = before.w * (isWhole ? mix(0.55, 0.95, u) : uStrength * fog * (isDot ? u : pow(u, 1.5)));
  vColour = isWhole ? uWhole : uMarks[int(look.z + 0.5)];
  vKind = vec2(isDot ? 1.0 : 0.0, isWhole ? 1.0 : 0.0);
}`,
  fragmentShader: /* glsl */ `
precision highp float;
uniform float uAdd;
in vec2 vSide;
in float vWidth, vReach, vAlpha;
flat in vec3 vColour;
flat in vec2 vKind;
out vec4 outColour;
void main() {
  float away = vKind.x > 0.5 ? length(vSide) : abs(vSide.y);
  float alpha = vAlpha * clamp(0.5 * vWidth + 0.5 - away * vReach, 0.0, min(1.0, vWidth));
  // Light adds up where trails meet; whole ways cover instead. Less alpha under blending (1, 1 − α) is addition.
  outColour = vec4(vColour * alpha, alpha * (1.0 - uAdd * (1.0 - vKind.y)));
}`,
};
