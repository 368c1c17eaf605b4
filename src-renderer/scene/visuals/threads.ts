import {
  BufferAttribute, BufferGeometry, CustomBlending, DataTexture, DoubleSide, FloatType, GLSL3, Group, LineSegments, Matrix4, Mesh, NearestFilter,
  OneFactor, OneMinusSrcAlphaFactor, RawShaderMaterial, RGBAFormat, Vector2, Vector3, Vector4,
} from 'three';
import { parseColour } from '../colours/colour';
import { colourVectors } from '../colours/colour-uniforms';
import { LINE_SHARE_GLSL } from '../detail';
import type { DrawContext } from '../draw-context';
import { MOTION_GLSL } from '../motion';
import type { Device, SceneChange, Shown, Visual } from '../visual';
import { setLineUniforms } from './line-uniforms';
import { THREAD_LOOK, threadStrength } from './thread-look';
import { NO_THREADS, THREAD_NUMBERS, type ThreadList } from './thread-list';

/**
 * Share of a thread's light that is added to what lies below, the rest covers it. However many threads meet, their light never gets
 * beyond 1 / (1 − share) of their colour: a bundle keeps its hue instead of burning out.
 */
const ADDED = 0.25;
/** Of a thread as a line of one pixel. */
const N_STEPS_THIN = 6;
const TEXELS = THREAD_NUMBERS / 4;
const THREADS_A_ROW = 256;

const vertexShader = /* glsl */ `
precision highp float;
precision highp sampler2D;
uniform mat4 uClip;
uniform sampler2D uThreads;
uniform vec2 uSize;
uniform float uDpr, uDistance;
uniform vec4 uFog;
uniform vec3 uMarks[9];
${LINE_SHARE_GLSL}
in vec3 place; // thread, t 0…1, side ±1
out float vSide, vT, vFog, vWidth, vReach;
flat out vec3 vColour;
flat out vec2 vAlpha; // opacity, emphasis
vec4 texel(int index, int part) {
  return texelFetch(uThreads, ivec2((index % ${THREADS_A_ROW}) * ${TEXELS} + part, index / ${THREADS_A_ROW}), 0);
}
#ifdef MOVING
${MOTION_GLSL}
#endif
void main() {
  int index = int(place.x + 0.5);
  vec4 start = texel(index, 0), control = texel(index, 1), end = texel(index, 2);
  if (control.w == 0.0 && isLeftOut(place.x)) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
#ifdef MOVING
  vec4 startFrom = texel(index, 3);
  float share = shareAt(startFrom.w);
  start.xyz = mix(startFrom.xyz, start.xyz, shareAt(0.0));
  control.xyz = mix(texel(index, 4).xyz, control.xyz, share);
  end.xyz = mix(texel(index, 5).xyz, end.xyz, share);
#endif
  float t = place.y, s = 1.0 - t;
  vec4 here = uClip * vec4(s * s * start.xyz + 2.0 * s * t * control.xyz + t * t * end.xyz, 1.0);
  here.w = max(here.w, 1e-3);
  // The curve's tangent, carried through the division by w (quotient rule; its positive factor does not matter).
  vec4 tangent = uClip * vec4(s * (control.xyz - start.xyz) + t * (end.xyz - control.xyz), 0.0);
  vec2 along = (tangent.xy * here.w - here.xy * tangent.w) * uSize;
  along = dot(along, along) > 0.0 ? normalize(along) : vec2(1.0, 0.0);
  float emphasis = control.w;
  float perspective = clamp(uDistance / here.w, 0.5, 2.2);
  vWidth = mix(1.0, 1.75, emphasis) * (0.55 + 0.45 * perspective) * uDpr;
  vReach = 0.5 * vWidth + 1.0;
  here.xy += vec2(-along.y, along.x) * place.z * vReach * 2.0 / uSize * here.w;
  gl_Position = here;
  vSide = place.z;
  vT = place.y;
  float fog = clamp(dot(uFog, vec4(end.xyz, 1.0)), 0.4, 1.0);
  vFog = mix(fog, 1.0, emphasis);
  vColour = uMarks[int(end.w + 0.5)];
  vAlpha = vec2(start.w, emphasis);
}`;

const fragmentShader = /* glsl */ `
precision highp float;
uniform vec4 uRoot;
uniform float uAdd, uBase;
in float vSide, vT, vFog, vWidth, vReach;
flat in vec3 vColour;
flat in vec2 vAlpha;
out vec4 outColour;
void main() {
  float strength = mix(uBase, 0.95, vAlpha.y) * vAlpha.x;
  // The four stops of the design: root, half way to the category's colour, the colour, the colour in full.
  vec3 half_ = mix(uRoot.rgb, vColour, 0.5);
  float f = vFog;
  vec4 colour = vT < 0.22 ? mix(vec4(uRoot.rgb, uRoot.a * 1.5), vec4(half_, 0.6 * f), vT / 0.22)
    : vT < 0.5 ? mix(vec4(half_, 0.6 * f), vec4(vColour, 0.75 * f), (vT - 0.22) / 0.28)
    : mix(vec4(vColour, 0.75 * f), vec4(vColour, f), (vT - 0.5) / 0.5);
  float coverage = clamp(0.5 * vWidth + 0.5 - abs(vSide) * vReach, 0.0, min(1.0, vWidth));
  float alpha = colour.a * strength * coverage;
  // Light adds up where threads meet; emphasised threads cover instead. Less alpha under blending (1, 1 − α) is addition.
  outColour = vec4(colour.rgb * alpha, alpha * (1.0 - uAdd * (1.0 - vAlpha.y)));
}`;

/** All threads and displacement lines in one mesh of screen-space ribbons; their curves live in a small float texture, at both ends of a motion, which the shader goes through. */
export class Threads implements Visual {
  readonly layer = 'space';
  readonly object = new Group();
  private texels = new Float32Array(0);
  private texture = makeTexture(this.texels, 0);
  readonly uniforms = {
    uClip: { value: new Matrix4() }, uThreads: { value: this.texture }, uSize: { value: new Vector2(1, 1) }, uDpr: { value: 1 }, uDistance: { value: 1 }, uFog: { value: new Vector4() },
    uMotion: { value: new Vector3() }, uMarks: { value: colourVectors(9) },
    uRoot: { value: new Vector4() }, uAdd: { value: 0 }, uBase: { value: 0.46 }, uShare: { value: 1 },
  };
  private capacity = 0;
  private nSteps: number = THREAD_LOOK.nSteps;
  private count = 0;

  private readonly still = makeMaterial(this.uniforms, false);
  private readonly moving = makeMaterial(this.uniforms, true);
  private readonly ribbons = new Mesh(new BufferGeometry(), this.still);
  private readonly lines = new LineSegments(new BufferGeometry(), this.still);

  constructor() {
    for (const drawn of [this.ribbons, this.lines]) drawn.frustumCulled = false;
    this.object.add(this.ribbons, this.lines);
    this.object.visible = false;
  }

  update(changes: ReadonlySet<SceneChange>, { model, options }: Pick<Shown, 'model' | 'options'>): void {
    if (changes.has('threads')) this.setThreads(options.threads ? model.threads() : NO_THREADS);
  }

  private setThreads(list: ThreadList): void {
    this.object.visible = list.count > 0;
    if (list.count === 0) return;
    const nSteps = list.count > THREAD_LOOK.crowd ? THREAD_LOOK.nStepsCrowded : THREAD_LOOK.nSteps;
    if (list.count > this.capacity || nSteps !== this.nSteps) this.rebuild(list.count, nSteps);
    this.count = list.count;
    this.texels.set(list.texels);
    this.texture.needsUpdate = true;
    this.ribbons.geometry.setDrawRange(0, list.count * nSteps * 6);
    this.lines.geometry.setDrawRange(0, list.count * N_STEPS_THIN * 2);
  }

  prepare(context: DrawContext, device: Device): number {
    const { uniforms } = this;
    const { tokens, motion, detail } = context;
    setLineUniforms(uniforms, context, device);
    this.ribbons.visible = !detail.areLinesThin;
    this.lines.visible = detail.areLinesThin;
    this.ribbons.material = this.lines.material = motion ? this.moving : this.still;
    uniforms.uShare.value = detail.lineShare;
    uniforms.uRoot.value.set(...parseColour(tokens.threadRoot));
    uniforms.uAdd.value = tokens.isDark && context.canAdd ? ADDED : 0;
    uniforms.uBase.value = (tokens.isDark ? THREAD_LOOK.baseDark : THREAD_LOOK.baseLight) * threadStrength(this.count * detail.lineShare);
    // Ribbons are cut at the edge of what is drawn; no part of them is lost.
    return 0;
  }

  dispose(): void {
    this.texture.dispose();
    this.ribbons.geometry.dispose();
    this.lines.geometry.dispose();
    this.still.dispose();
    this.moving.dispose();
  }

  private rebuild(count: number, nSteps: number): void {
    this.nSteps = nSteps;
    this.capacity = Math.ceil((count * 1.25) / THREADS_A_ROW) * THREADS_A_ROW;
    this.texture.dispose();
    this.texels = new Float32Array(this.capacity * TEXELS * 4);
    this.texture = makeTexture(this.texels, this.capacity / THREADS_A_ROW);
    this.uniforms.uThreads.value = this.texture;
    this.ribbons.geometry.dispose();
    this.lines.geometry.dispose();
    this.ribbons.geometry = ribbons(this.capacity, nSteps);
    this.lines.geometry = lines(this.capacity);
  }
}

function makeMaterial(uniforms: Threads['uniforms'], isMoving: boolean): RawShaderMaterial {
  return new RawShaderMaterial({
    glslVersion: GLSL3, vertexShader, fragmentShader, transparent: true, depthTest: false, depthWrite: false, side: DoubleSide,
    blending: CustomBlending, blendSrc: OneFactor, blendDst: OneMinusSrcAlphaFactor, uniforms, defines: isMoving ? { MOVING: '' } : {},
  });
}

function makeTexture(texels: Float32Array<ArrayBuffer>, nRows: number): DataTexture {
  const texture = new DataTexture(texels, THREADS_A_ROW * TEXELS, nRows, RGBAFormat, FloatType);
  texture.minFilter = NearestFilter;
  texture.magFilter = NearestFilter;
  return texture;
}

function ribbons(count: number, nSteps: number): BufferGeometry {
  const perThread = (nSteps + 1) * 2;
  const place = new Float32Array(count * perThread * 3);
  const index = new Uint32Array(count * nSteps * 6);
  let at = 0, corner = 0;
  for (let thread = 0; thread < count; thread++) {
    for (let step = 0; step <= nSteps; step++) {
      place.set([thread, step / nSteps, -1, thread, step / nSteps, 1], at);
      at += 6;
      if (step === nSteps) continue;
      const first = thread * perThread + step * 2;
      index.set([first, first + 1, first + 2, first + 2, first + 1, first + 3], corner);
      corner += 6;
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('place', new BufferAttribute(place, 3));
  geometry.setIndex(new BufferAttribute(index, 1));
  return geometry;
}

function lines(count: number): BufferGeometry {
  const place = new Float32Array(count * (N_STEPS_THIN + 1) * 3);
  const index = new Uint32Array(count * N_STEPS_THIN * 2);
  let at = 0, corner = 0;
  for (let thread = 0; thread < count; thread++) {
    for (let step = 0; step <= N_STEPS_THIN; step++, at += 3) {
      place.set([thread, step / N_STEPS_THIN, 0], at);
      if (step < N_STEPS_THIN) index.set([at / 3, at / 3 + 1], corner);
      if (step < N_STEPS_THIN) corner += 2;
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('place', new BufferAttribute(place, 3));
  geometry.setIndex(new BufferAttribute(index, 1));
  return geometry;
}
