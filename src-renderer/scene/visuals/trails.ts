import { BufferAttribute, BufferGeometry, CustomBlending, DoubleSide, GLSL3, Matrix4, Mesh, OneFactor, OneMinusSrcAlphaFactor, RawShaderMaterial, Vector2, Vector3 } from 'three';
import type { CloudModel } from '../cloud-model';
import { colourVectors, setColours } from '../colours/colour-uniforms';
import type { DrawContext } from '../draw-context';
import { MOTION_GLSL } from '../motion';
import type { Device, SceneChange, Visual } from '../visual';
import { trailLegs, type TrailLeg } from './trail-legs';

/** Up to this many trails each has its full strength; more share it. */
const FULL_STRENGTH = 120;
const STRENGTH = { dark: 0.62, light: 0.66 } as const;
/** Where trails are as strong at both ends. */
const EVEN = 0.34;
/** Opacity of a trail's oldest end, as a share of that of its newest. */
const FAINTEST = 0.06;
/** Px at the oldest and the newest end. */
const WIDTH = { from: 0.7, to: 1.6 } as const;
const WHOLE_PX = 2.2;
/** Category of whole ways: ink. */
const INK = 9;
const CORNERS = [[0, 1], [0, -1], [1, 1], [0, -1], [1, -1], [1, 1]] as const;

const vertexShader = /* glsl */ `
precision highp float;
uniform mat4 uClip;
uniform vec2 uSize;
uniform float uDpr;
uniform vec3 uColours[10];
in vec3 position, end, endFrom; // of a leg; endFrom: where its end sets off in a motion
in vec4 look; // opacity, width in px, side ±1, 1 at the end
in float colour;
out float vOpacity, vAcross, vWidth;
flat out vec3 vColour;
${MOTION_GLSL}
void main() {
  vec4 a = uClip * vec4(position, 1.0), b = uClip * vec4(mix(endFrom, end, shareAt(0.0)), 1.0);
  a.w = max(a.w, 1e-3);
  b.w = max(b.w, 1e-3);
  vec4 here = look.w > 0.5 ? b : a;
  vec2 along = (b.xy / b.w - a.xy / a.w) * uSize;
  along = dot(along, along) > 0.0 ? normalize(along) : vec2(1.0, 0.0);
  vWidth = look.y * uDpr;
  float reach = 0.5 * vWidth + 1.0;
  here.xy += vec2(-along.y, along.x) * look.z * reach * 2.0 / uSize * here.w;
  gl_Position = here;
  vOpacity = look.x;
  vAcross = look.z * reach;
  vColour = uColours[int(colour + 0.5)];
}`;

const fragmentShader = /* glsl */ `
precision highp float;
in float vOpacity, vAcross, vWidth;
flat in vec3 vColour;
out vec4 outColour;
void main() {
  float alpha = vOpacity * clamp(0.5 * vWidth + 0.5 - abs(vAcross), 0.0, min(1.0, vWidth));
  outColour = vec4(vColour * alpha, alpha);
}`;

/**
 * The ways of rows through the stops of a journey, all in one mesh of screen-space ribbons. Legs are straight: between two stops nothing is
 * known. The last one follows its row while that moves.
 */
export class Trails implements Visual {
  readonly layer = 'space';
  private readonly uniforms = {
    uClip: { value: new Matrix4() }, uSize: { value: new Vector2(1, 1) }, uDpr: { value: 1 }, uMotion: { value: new Vector3(1, 0, 0) }, uColours: { value: colourVectors(INK + 1) },
  };
  private readonly material = new RawShaderMaterial({
    glslVersion: GLSL3, vertexShader, fragmentShader, uniforms: this.uniforms, transparent: true, depthTest: false, depthWrite: false, side: DoubleSide,
    blending: CustomBlending, blendSrc: OneFactor, blendDst: OneMinusSrcAlphaFactor,
  });
  readonly object = new Mesh(new BufferGeometry(), this.material);
  private isDark = true;

  constructor() {
    this.object.frustumCulled = false;
    this.object.visible = false;
  }

  update(changes: ReadonlySet<SceneChange>, { model }: { readonly model: CloudModel }): void {
    if (changes.has('threads')) this.setTrails(model);
  }

  prepare({ tokens, view, dpr, tile, motion, marks }: DrawContext, { camera }: Device): number {
    const { uClip, uSize, uDpr, uMotion, uColours } = this.uniforms;
    uClip.value.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
    uSize.value.set((tile?.width ?? view.widthPx) * dpr, (tile?.height ?? view.heightPx) * dpr);
    uDpr.value = dpr;
    uMotion.value.set(motion?.u ?? 1, 0, motion?.isEased === true ? 1 : 0);
    setColours(uColours.value, [...marks, tokens.ghost]);
    this.isDark = tokens.isDark;
    return 0;
  }

  dispose(): void {
    this.object.geometry.dispose();
    this.material.dispose();
  }

  private setTrails(model: CloudModel): void {
    const { trails, n } = model;
    const legs = trails === null ? [] : trailLegs({ trails, n });
    this.object.visible = legs.length > 0;
    if (trails === null || legs.length === 0) return;
    const nTrails = new Set(legs.map(({ row }) => row)).size;
    const strength = (trails.isEven ? EVEN : this.isDark ? STRENGTH.dark : STRENGTH.light) * Math.min(1, (FULL_STRENGTH / nTrails) ** 0.6);
    const nVertices = legs.length * CORNERS.length;
    const values = { position: new Float32Array(nVertices * 3), end: new Float32Array(nVertices * 3), endFrom: new Float32Array(nVertices * 3), look: new Float32Array(nVertices * 4), colour: new Float32Array(nVertices) };
    const newest = trails.stops.length - 1;
    legs.forEach((leg, index) => {
      const at = (places: Float32Array | undefined): Float32Array => (places ?? model.positions).subarray(leg.row * 3, leg.row * 3 + 3);
      const isLast = leg.stop === newest;
      const start = at(trails.stops[leg.stop]), end = at(isLast ? model.positions : trails.stops[leg.stop + 1]), endFrom = isLast && model.motion !== null ? at(model.motion.from) : end;
      const colour = leg.isWhole ? INK : model.data.categories[leg.row] ?? 0;
      CORNERS.forEach(([isEnd, side], corner) => {
        const vertex = index * CORNERS.length + corner;
        values.position.set(start, vertex * 3);
        values.end.set(end, vertex * 3);
        values.endFrom.set(endFrom, vertex * 3);
        values.look.set([...lookAt(leg, trails.isEven ? 0.4 : isEnd === 1 ? leg.to : leg.from, leg.isWhole ? 1 : strength * model.opacityOf(leg.row)), side, isEnd], vertex * 4);
        values.colour[vertex] = colour;
      });
    });
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(values.position, 3));
    geometry.setAttribute('end', new BufferAttribute(values.end, 3));
    geometry.setAttribute('endFrom', new BufferAttribute(values.endFrom, 3));
    geometry.setAttribute('look', new BufferAttribute(values.look, 4));
    geometry.setAttribute('colour', new BufferAttribute(values.colour, 1));
    this.object.geometry.dispose();
    this.object.geometry = geometry;
  }
}

/** Opacity and width where the share `t` (0…1) of a trail is behind. */
function lookAt({ isWhole }: TrailLeg, t: number, strength: number): readonly [opacity: number, widthPx: number] {
  if (isWhole) return [0.6 + 0.35 * t, WHOLE_PX];
  return [strength * (FAINTEST + (1 - FAINTEST) * t), WIDTH.from + (WIDTH.to - WIDTH.from) * t];
}
