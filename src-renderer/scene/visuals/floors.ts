import type { Canvas2D } from '../canvas-2d';
import { BufferAttribute, BufferGeometry, CustomBlending, DoubleSide, GLSL3, Group, Matrix4, Mesh, OneFactor, OneMinusSrcAlphaFactor, RawShaderMaterial, Vector2, Vector4 } from 'three';
import type { CloudModel } from '../cloud-model';
import { parseColour } from '../colours/colour';
import type { DrawContext } from '../draw-context';
import { cornersOf } from '../floor-corners';
import type { ShownFloors } from '../scene-input';
import type { Position, SceneTokens } from '../types';
import type { Device, SceneChange, Visual } from '../visual';
import { drawProfiles } from './floor-profiles';

/** Opacity of a floor and of its edge, and the edge's width in px: of any, and of the one that is looked at. */
export const FLOOR_FILL = { any: 0.026, chosen: 0.06 } as const;
export const FLOOR_EDGE = { any: 0.22, chosen: 0.95 } as const;
export const FLOOR_EDGE_PX = { any: 1, chosen: 1.8 } as const;

/** Edges are ribbons of screen space; a filled corner is left where it is. */
const vertexShader = /* glsl */ `
precision highp float;
uniform mat4 uClip;
uniform vec2 uSize;
uniform float uDpr;
in vec3 position, end; // of an edge; a filled corner is both
in vec4 look; // opacity, width in px (0: filled), side ±1, 1 at the end
out float vOpacity, vAcross, vWidth;
void main() {
  vec4 a = uClip * vec4(position, 1.0), b = uClip * vec4(end, 1.0);
  vec4 here = look.w > 0.5 ? b : a;
  vec2 along = (b.xy / b.w - a.xy / a.w) * uSize;
  along = dot(along, along) > 0.0 ? normalize(along) : vec2(1.0, 0.0);
  float reach = look.y > 0.0 ? 0.5 * look.y * uDpr + 1.0 : 0.0;
  here.xy += vec2(-along.y, along.x) * look.z * reach * 2.0 / uSize * here.w;
  gl_Position = here;
  vOpacity = look.x;
  vAcross = look.z * reach;
  vWidth = look.y * uDpr;
}`;

const fragmentShader = /* glsl */ `
precision highp float;
uniform vec4 uInk;
in float vOpacity, vAcross, vWidth;
out vec4 outColour;
void main() {
  float coverage = vWidth > 0.0 ? clamp(0.5 * vWidth + 0.5 - abs(vAcross), 0.0, 1.0) : 1.0;
  outColour = vec4(uInk.rgb, 1.0) * vOpacity * coverage;
}`;

/** The floors of the strata: translucent squares above each other. */
export class Floors implements Visual {
  readonly layer = 'space';
  readonly object = new Group();
  private readonly uniforms = { uClip: { value: new Matrix4() }, uInk: { value: new Vector4() }, uSize: { value: new Vector2(1, 1) }, uDpr: { value: 1 } };
  private readonly material = new RawShaderMaterial({
    glslVersion: GLSL3, vertexShader, fragmentShader, uniforms: this.uniforms, transparent: true, depthTest: false, depthWrite: false, side: DoubleSide,
    blending: CustomBlending, blendSrc: OneFactor, blendDst: OneMinusSrcAlphaFactor,
  });
  private readonly mesh = new Mesh(new BufferGeometry(), this.material);

  constructor() {
    this.mesh.frustumCulled = false;
    this.object.add(this.mesh);
    this.object.visible = false;
  }

  update(changes: ReadonlySet<SceneChange>, { model }: { readonly model: CloudModel }): void {
    if (changes.has('threads')) this.setFloors(model.floors);
  }

  prepare({ tokens, view, dpr, tile }: DrawContext, { camera }: Device): number {
    this.uniforms.uClip.value.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
    this.uniforms.uSize.value.set((tile?.width ?? view.widthPx) * dpr, (tile?.height ?? view.heightPx) * dpr);
    this.uniforms.uDpr.value = dpr;
    this.uniforms.uInk.value.set(...parseColour(tokens.ink));
    return 0;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.material.dispose();
  }

  private setFloors(shown: ShownFloors | null): void {
    this.object.visible = shown !== null;
    if (shown === null) return;
    const vertices = shown.floors.flatMap(({ height }, index) => floorVertices(cornersOf(height, shown.half), index === shown.chosen ? 'chosen' : 'any'));
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(Float32Array.from(vertices.flatMap(({ start }) => start)), 3));
    geometry.setAttribute('end', new BufferAttribute(Float32Array.from(vertices.flatMap(({ end }) => end)), 3));
    geometry.setAttribute('look', new BufferAttribute(Float32Array.from(vertices.flatMap(({ look }) => look)), 4));
    this.mesh.geometry.dispose();
    this.mesh.geometry = geometry;
  }
}

interface Vertex {
  readonly start: Position;
  readonly end: Position;
  readonly look: readonly [opacity: number, widthPx: number, side: number, isEnd: number];
}

/** Two triangles for the floor, two for each of its edges. */
function floorVertices(corners: readonly [Position, Position, Position, Position], kind: 'any' | 'chosen'): Vertex[] {
  const fill = [0, 1, 2, 0, 2, 3].map((index): Vertex => { const start = corners[index] ?? corners[0]; return { start, end: start, look: [FLOOR_FILL[kind], 0, 0, 0] }; });
  const edges = corners.flatMap((start, index): Vertex[] => {
    const end = corners[(index + 1) % corners.length] ?? start;
    const corner = (side: number, isEnd: number): Vertex => ({ start, end, look: [FLOOR_EDGE[kind], FLOOR_EDGE_PX[kind], side, isEnd] });
    return [corner(1, 0), corner(-1, 0), corner(1, 1), corner(-1, 0), corner(-1, 1), corner(1, 1)];
  });
  return [...fill, ...edges];
}

/** Names and profiles beside the floors, in px above everything. */
export const FLOOR_NAMES: Visual = {
  layer: 'overlay',
  paint: ({ view, tokens }, { model: { floors } }) => floors && ((canvas) => {
    const places = floors.floors.map(({ height }) => {
      const corners = cornersOf(height, floors.half).map((corner) => view.positionToScreen(corner));
      const left = corners.reduce((one, other) => (other.x < one.x ? other : one)), right = corners.reduce((one, other) => (other.x > one.x ? other : one));
      return { left, right };
    });
    drawNames(canvas, floors, places.map(({ left }) => left), tokens);
    drawProfiles(canvas, floors, places.map(({ right }) => right), view.widthPx, tokens);
  }),
};

const NAME_GAP_PX = 12;

function drawNames(canvas: Canvas2D, { floors, chosen }: ShownFloors, lefts: readonly { readonly x: number; readonly y: number }[], tokens: SceneTokens): void {
  canvas.textAlign = 'right';
  canvas.textBaseline = 'middle';
  floors.forEach(({ name }, index) => {
    const at = lefts[index];
    if (at === undefined) return;
    const isChosen = index === chosen;
    canvas.font = `${isChosen ? 600 : 400} 12px ${tokens.fontUi}`;
    canvas.fillStyle = isChosen ? tokens.ink : tokens.ink3;
    canvas.fillText(isChosen ? `layer ${name}` : name, at.x - NAME_GAP_PX, at.y);
  });
}
