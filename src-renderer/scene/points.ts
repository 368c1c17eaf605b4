import { BufferAttribute, BufferGeometry, CustomBlending, DynamicDrawUsage, GLSL3, OneFactor, OneMinusSrcAlphaFactor, Points, RawShaderMaterial, Vector3 } from 'three';
import { colourVectors, setColours } from './colour-uniforms';
import { GLYPH_DISTANCE_GLSL } from './glyphs';
import { depthOrder } from './depth-order';
import { fogOf, type DrawContext } from './draw-context';

/** Above this many points: plain dots, tested by depth instead of sorted. */
export const DENSE_LIMIT = 20_000;
/** Above this many points halos would run together. */
const HALO_LIMIT = 1500;

const vertexShader = /* glsl */ `
precision highp float;
uniform mat4 modelViewMatrix, projectionMatrix;
uniform float uRadius, uSelectedRadius, uDistance, uZoom, uDpr, uMargin, uPad, uMaxSize, uFogScale;
uniform vec3 uFogCentre, uFogBack, uScene, uMarks[9];
in vec3 position;
in float category, opacity, emphasis;
flat out int vCategory;
out vec3 vColour;
out float vOpacity, vRadius, vHalf;
void main() {
  vec4 seen = modelViewMatrix * vec4(position, 1.0);
  gl_Position = projectionMatrix * seen;
  float perspective = clamp(uDistance / max(-seen.z, 1e-4), 0.55, 2.0) * uZoom;
  vRadius = mix(uRadius, uSelectedRadius, emphasis) * perspective * uDpr;
  vHalf = min(vRadius * uMargin + uPad * uDpr, 0.5 * uMaxSize);
  gl_PointSize = 2.0 * vHalf;
  vCategory = int(category + 0.5);
  float fog = clamp((dot(position - uFogCentre, uFogBack) * uFogScale + 1.6) / 2.6, 0.0, 1.0);
  vColour = mix(uScene, uMarks[vCategory], mix(0.66 + 0.34 * fog, 1.0, emphasis));
  vOpacity = opacity;
}`;

const fragmentShader = /* glsl */ `
precision highp float;
uniform vec3 uScene;
uniform float uDpr, uHalo, uCut, uRim;
flat in int vCategory;
in vec3 vColour;
in float vOpacity, vRadius, vHalf;
out vec4 outColour;
${GLYPH_DISTANCE_GLSL}
void main() {
  vec2 p = (gl_PointCoord * 2.0 - 1.0) * vHalf;
  float reach = length(p);
  float halo = uHalo * max(0.0, 1.0 - reach / (3.4 * vRadius));
  vec4 colour = vec4(vColour * halo, halo);
  // Most of a sprite is halo: the shape matters near the middle only.
  if (reach < 1.5 * vRadius + 2.0 * uDpr) {
    float d = glyphDistance(p, vRadius, vCategory);
    float fill = clamp(0.5 - d, 0.0, 1.0);
    float rim = clamp(0.5 - (d - 1.1 * uDpr), 0.0, 1.0) * uRim;
    colour = vec4(uScene, 1.0) * rim + colour * (1.0 - rim);
    colour = vec4(vColour, 1.0) * fill + colour * (1.0 - fill);
  }
  colour *= vOpacity;
  if (colour.a <= uCut) discard;
  outColour = colour;
}`;

/** All points as one draw call: glyph, dark rim and halo by signed distance, sorted back to front. */
export class PointCloud {
  readonly object: Points<BufferGeometry, RawShaderMaterial>;
  private readonly uniforms = {
    uRadius: { value: 4.5 }, uSelectedRadius: { value: 6.5 }, uDistance: { value: 1 }, uZoom: { value: 1 }, uDpr: { value: 1 }, uMargin: { value: 3.4 }, uPad: { value: 3 },
    uMaxSize: { value: 64 }, uFogScale: { value: 1 }, uFogCentre: { value: new Vector3() }, uFogBack: { value: new Vector3() },
    uScene: { value: new Vector3() }, uMarks: { value: colourVectors() }, uHalo: { value: 0 }, uCut: { value: 0.004 }, uRim: { value: 1 },
  };
  private n = 0;
  private order = new Uint32Array(0);
  private opacity = new BufferAttribute(new Float32Array(0), 1);
  private emphasis = new BufferAttribute(new Float32Array(0), 1);
  private place = new BufferAttribute(new Float32Array(0), 3);
  private index = new BufferAttribute(this.order, 1);

  constructor() {
    const material = new RawShaderMaterial({
      glslVersion: GLSL3, vertexShader, fragmentShader, transparent: true, depthTest: false, depthWrite: false,
      blending: CustomBlending, blendSrc: OneFactor, blendDst: OneMinusSrcAlphaFactor, uniforms: this.uniforms,
    });
    this.object = new Points(new BufferGeometry(), material);
    this.object.frustumCulled = false;
    this.object.renderOrder = 1;
    this.setCloud(new Float32Array(0), new Uint8Array(0));
  }

  /** Takes over a new cloud; `positions` is read again by {@link movePoints} and by sorting. */
  setCloud(positions: Float32Array, categories: Uint8Array): void {
    this.n = categories.length;
    this.order = Uint32Array.from(categories, (_, row) => row);
    this.place = new BufferAttribute(positions, 3).setUsage(DynamicDrawUsage);
    this.opacity = new BufferAttribute(new Float32Array(this.n).fill(1), 1);
    this.emphasis = new BufferAttribute(new Float32Array(this.n), 1);
    this.index = new BufferAttribute(this.order, 1).setUsage(DynamicDrawUsage);
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', this.place);
    geometry.setAttribute('category', new BufferAttribute(Float32Array.from(categories), 1));
    geometry.setAttribute('opacity', this.opacity);
    geometry.setAttribute('emphasis', this.emphasis);
    geometry.setIndex(this.index);
    this.object.geometry.dispose();
    this.object.geometry = geometry;
    this.object.visible = this.n > 0;
    const isDense = this.n > DENSE_LIMIT;
    Object.assign(this.object.material, { depthTest: isDense, depthWrite: isDense });
  }

  movePoints(): void {
    this.place.needsUpdate = true;
  }

  /** `opacity` and `emphasis` hold n values 0…1. */
  setState(opacity: Float32Array, emphasis: Float32Array): void {
    this.opacity.copyArray(opacity).needsUpdate = true;
    this.emphasis.copyArray(emphasis).needsUpdate = true;
  }

  prepare(context: DrawContext, maxSizePx: number): void {
    const { uniforms } = this;
    const { view, tokens, dpr, points } = context;
    const isDense = this.n > DENSE_LIMIT;
    const hasHalo = this.n <= HALO_LIMIT;
    const fog = fogOf(context);
    uniforms.uRadius.value = points.radiusPx;
    uniforms.uSelectedRadius.value = points.selectedRadiusPx;
    uniforms.uDistance.value = view.camera.distance;
    uniforms.uZoom.value = points.zoom;
    uniforms.uDpr.value = dpr;
    uniforms.uMargin.value = hasHalo ? 3.4 : 1.4;
    uniforms.uPad.value = isDense ? 1 : 2;
    uniforms.uMaxSize.value = maxSizePx;
    uniforms.uFogScale.value = fog.scale;
    uniforms.uFogCentre.value.set(...fog.centre);
    uniforms.uFogBack.value.set(...view.basis.back);
    uniforms.uHalo.value = hasHalo ? 0.16 : 0;
    uniforms.uCut.value = isDense ? 0.5 : 0.004;
    uniforms.uRim.value = isDense ? 0 : 1;
    setColours([uniforms.uScene.value], [tokens.scene]);
    setColours(uniforms.uMarks.value, tokens.marks);
    if (isDense || this.n === 0) return;
    depthOrder(points.positions, view.basis.back, points.emphasis, this.order);
    this.index.needsUpdate = true;
  }

  dispose(): void {
    this.object.geometry.dispose();
    this.object.material.dispose();
  }
}
