import { BufferAttribute, BufferGeometry, CustomBlending, DynamicDrawUsage, GLSL3, Group, OneFactor, OneMinusSrcAlphaFactor, Points, RawShaderMaterial, Vector3 } from 'three';
import { colourVectors, setColours } from './colour-uniforms';
import { GLYPH_DISTANCE_GLSL } from './glyphs';
import { depthOrder } from './depth-order';
import { fogOf, haloStrength, type DrawContext } from './draw-context';

/** Above this many points: plain dots, tested by depth instead of sorted. */
export const DENSE_LIMIT = 20_000;
/** Above this many points halos would run together. */
const HALO_LIMIT = 1500;
/** Radius of a halo and of the largest glyph, in radii of the glyph. */
const HALO_REACH = 3.4;
const GLYPH_REACH = 1.4;

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
  float perspective = clamp(uDistance / max(-seen.z, 1e-4), 0.75, 1.3) * uZoom;
  vRadius = mix(uRadius, uSelectedRadius, emphasis) * perspective * uDpr;
  vHalf = min(vRadius * uMargin + uPad * uDpr, 0.5 * uMaxSize);
  gl_PointSize = 2.0 * vHalf;
  vCategory = int(category + 0.5);
  float fog = clamp((dot(position - uFogCentre, uFogBack) * uFogScale + 1.6) / 2.6, 0.0, 1.0);
  vColour = mix(uScene, uMarks[vCategory], mix(0.66 + 0.34 * fog, 1.0, emphasis));
  vOpacity = opacity;
}`;

const haloShader = /* glsl */ `
precision highp float;
uniform float uHalo;
in vec3 vColour;
in float vOpacity, vRadius, vHalf;
out vec4 outColour;
void main() {
  float reach = length((gl_PointCoord * 2.0 - 1.0) * vHalf);
  float halo = uHalo * max(0.0, 1.0 - reach / (${HALO_REACH.toFixed(1)} * vRadius)) * vOpacity;
  if (halo <= 0.002) discard;
  outColour = vec4(vColour * halo, halo);
}`;

const fragmentShader = /* glsl */ `
precision highp float;
uniform vec3 uScene;
uniform float uDpr, uCut, uRim;
flat in int vCategory;
in vec3 vColour;
in float vOpacity, vRadius, vHalf;
out vec4 outColour;
${GLYPH_DISTANCE_GLSL}
void main() {
  float d = glyphDistance((gl_PointCoord * 2.0 - 1.0) * vHalf, vRadius, vCategory);
  float fill = clamp(0.5 - d, 0.0, 1.0);
  float rim = clamp(0.5 - (d - 1.1 * uDpr), 0.0, 1.0) * uRim;
  vec4 colour = vec4(uScene, 1.0) * rim;
  colour = (vec4(vColour, 1.0) * fill + colour * (1.0 - fill)) * vOpacity;
  if (colour.a <= uCut) discard;
  outColour = colour;
}`;

type Sprites = Points<BufferGeometry, RawShaderMaterial>;

/** All points as two draw calls: first all halos, so that none veils a glyph, then glyphs with a dark rim, by signed distance and sorted back to front. */
export class PointCloud {
  readonly object = new Group();
  private readonly halos: Sprites;
  private readonly glyphs: Sprites;
  private readonly uniforms = {
    uRadius: { value: 4.5 }, uSelectedRadius: { value: 6.5 }, uDistance: { value: 1 }, uZoom: { value: 1 }, uDpr: { value: 1 }, uPad: { value: 3 },
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
    this.halos = this.sprites(haloShader, HALO_REACH, 1);
    this.glyphs = this.sprites(fragmentShader, GLYPH_REACH, 2);
    this.object.add(this.halos, this.glyphs);
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
    this.glyphs.geometry.dispose();
    this.glyphs.geometry = geometry;
    this.halos.geometry = geometry;
    this.object.visible = this.n > 0;
    this.halos.visible = this.n <= HALO_LIMIT;
    const isDense = this.n > DENSE_LIMIT;
    Object.assign(this.glyphs.material, { depthTest: isDense, depthWrite: isDense });
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
    const fog = fogOf(context);
    uniforms.uRadius.value = points.radiusPx;
    uniforms.uSelectedRadius.value = points.selectedRadiusPx;
    uniforms.uDistance.value = view.camera.distance;
    uniforms.uZoom.value = points.zoom;
    uniforms.uDpr.value = dpr;
    uniforms.uPad.value = isDense ? 1 : 2;
    uniforms.uMaxSize.value = maxSizePx;
    uniforms.uFogScale.value = fog.scale;
    uniforms.uFogCentre.value.set(...fog.centre);
    uniforms.uFogBack.value.set(...view.basis.back);
    uniforms.uHalo.value = haloStrength(this.n);
    uniforms.uCut.value = isDense ? 0.5 : 0.004;
    uniforms.uRim.value = isDense ? 0 : 1;
    setColours([uniforms.uScene.value], [tokens.scene]);
    setColours(uniforms.uMarks.value, tokens.marks);
    if (isDense || this.n === 0) return;
    depthOrder(points.positions, view.basis.back, points.emphasis, this.order);
    this.index.needsUpdate = true;
  }

  dispose(): void {
    this.glyphs.geometry.dispose();
    this.halos.material.dispose();
    this.glyphs.material.dispose();
  }

  private sprites(shader: string, reach: number, renderOrder: number): Sprites {
    const material = new RawShaderMaterial({
      glslVersion: GLSL3, vertexShader, fragmentShader: shader, transparent: true, depthTest: false, depthWrite: false,
      blending: CustomBlending, blendSrc: OneFactor, blendDst: OneMinusSrcAlphaFactor, uniforms: { ...this.uniforms, uMargin: { value: reach } },
    });
    const sprites = new Points(new BufferGeometry(), material);
    sprites.frustumCulled = false;
    sprites.renderOrder = renderOrder;
    return sprites;
  }
}
