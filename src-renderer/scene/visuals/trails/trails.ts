import {
  BufferAttribute, CustomBlending, DoubleSide, DynamicDrawUsage, GLSL3, Group, InstancedBufferGeometry, InstancedInterleavedBuffer, InterleavedBufferAttribute,
  Matrix4, Mesh, OneFactor, OneMinusSrcAlphaFactor, RawShaderMaterial, Vector2, Vector3, Vector4,
} from 'three';
import { colourVectors, setColours } from '../../colours/colour-uniforms';
import type { DrawContext } from '../../draw-context';
import type { Device, SceneChange, Shown, Visual } from '../../visual';
import { setLineUniforms } from '../line-uniforms';
import { threadStrength } from '../thread-look';
import { TrailLines } from './trail-lines';
import { makeTrails, TRAIL_NUMBERS, type TrailList } from './trail-list';
import { TRAIL_SHADERS } from './trail-shaders';

/** Steps along one leg: smooth at its sharpest bend. */
const N_STEPS = 12;
/** Of a thread between two floors: drawn 60 px aside it is less than 1 px off its parabola. */
const N_STEPS_EVEN = 8;
const ADDED = 0.25;
/** The groups of four numbers of a piece, see {@link TrailList}. */
const PARTS = ['before', 'start', 'end', 'after', 'origin', 'look'] as const;

/** Where rows were at the last few stops, or threads through floors, and the whole way of selected ones: all in one draw call, an instance a piece. The shader goes through a motion. */
export class Trails implements Visual {
  readonly layer = 'space';
  readonly object = new Group();
  readonly uniforms = {
    uClip: { value: new Matrix4() }, uSize: { value: new Vector2(1, 1) }, uDpr: { value: 1 }, uDistance: { value: 1 }, uFog: { value: new Vector4() },
    uMotion: { value: new Vector3() }, uMarks: { value: colourVectors(9) }, uWhole: { value: new Vector3() }, uStrength: { value: 1 }, uEven: { value: 0 }, uAdd: { value: 0 },
  };
  private pieces = makePieces(0);
  private nSteps = N_STEPS;
  private nTrails = 0;
  private nChanges = -1;
  private readonly still = makeMaterial(this.uniforms, false);
  private readonly moving = makeMaterial(this.uniforms, true);
  private readonly ribbons = new Mesh(makeGeometry(this.pieces, this.nSteps), this.still);
  private readonly lines = new TrailLines(this.uniforms);

  constructor() {
    this.ribbons.frustumCulled = false;
    this.object.add(this.ribbons, this.lines.object);
    this.object.visible = false;
  }

  /** Of the ribbons. */
  get geometry(): InstancedBufferGeometry {
    return this.ribbons.geometry;
  }

  update(changes: ReadonlySet<SceneChange>, { model }: Pick<Shown, 'model'>): void {
    // A hovered thread is none of theirs, and thousands of trails take some milliseconds.
    if (!changes.has('threads') || this.nChanges === model.nChanges) return;
    this.nChanges = model.nChanges;
    const isEven = model.trails?.isEven === true;
    this.uniforms.uEven.value = isEven ? 1 : 0;
    this.setTrails(makeTrails(model), isEven ? N_STEPS_EVEN : N_STEPS);
  }

  private setTrails(list: TrailList, nSteps: number): void {
    const { count, nTrails, numbers } = list;
    this.lines.set(list);
    this.object.visible = count > 0;
    if (count === 0) return;
    if (count > this.pieces.count || nSteps !== this.nSteps) this.makeRoom(count, nSteps);
    this.nTrails = nTrails;
    this.pieces.array.set(numbers);
    this.pieces.needsUpdate = true;
    this.ribbons.geometry.instanceCount = count;
  }

  prepare(context: DrawContext, device: Device): number {
    const { uniforms } = this;
    const { tokens, motion, detail } = context;
    // The marks are in ink where points are coloured by a value.
    setLineUniforms(uniforms, context, device);
    this.ribbons.visible = !detail.areLinesThin;
    this.lines.object.visible = detail.areLinesThin;
    if (detail.areLinesThin) this.lines.prepare(detail.lineShare, motion !== null);
    else this.ribbons.material = motion ? this.moving : this.still;
    setColours([uniforms.uWhole.value], [tokens.ghost]);
    uniforms.uAdd.value = tokens.isDark && context.canAdd ? ADDED : 0;
    uniforms.uStrength.value = 0.85 * threadStrength(this.nTrails * detail.lineShare);
    // Ribbons are cut at the edge of what is drawn; no part of them is lost.
    return 0;
  }

  dispose(): void {
    this.ribbons.geometry.dispose();
    this.lines.dispose();
    this.still.dispose();
    this.moving.dispose();
  }

  private makeRoom(count: number, nSteps: number): void {
    this.nSteps = nSteps;
    this.pieces = makePieces(Math.ceil(count * 1.25));
    this.ribbons.geometry.dispose();
    this.ribbons.geometry = makeGeometry(this.pieces, nSteps);
  }
}

function makePieces(capacity: number): InstancedInterleavedBuffer {
  return new InstancedInterleavedBuffer(new Float32Array(capacity * TRAIL_NUMBERS), TRAIL_NUMBERS).setUsage(DynamicDrawUsage);
}

function makeMaterial(uniforms: Trails['uniforms'], isMoving: boolean): RawShaderMaterial {
  return new RawShaderMaterial({
    ...TRAIL_SHADERS, glslVersion: GLSL3, transparent: true, depthTest: false, depthWrite: false, side: DoubleSide,
    blending: CustomBlending, blendSrc: OneFactor, blendDst: OneMinusSrcAlphaFactor, uniforms, defines: isMoving ? { MOVING: '' } : {},
  });
}

/** One ribbon of so many steps, for as many pieces as there are. */
function makeGeometry(pieces: InstancedInterleavedBuffer, nSteps: number): InstancedBufferGeometry {
  const geometry = new InstancedBufferGeometry();
  const place: number[] = [], index: number[] = [];
  for (let step = 0; step <= nSteps; step++) {
    place.push(step / nSteps, -1, step / nSteps, 1);
    const first = step * 2;
    if (step < nSteps) index.push(first, first + 1, first + 2, first + 2, first + 1, first + 3);
  }
  geometry.setAttribute('place', new BufferAttribute(Float32Array.from(place), 2));
  geometry.setIndex(index);
  PARTS.forEach((part, at) => geometry.setAttribute(part, new InterleavedBufferAttribute(pieces, 4, at * 4)));
  return geometry;
}
