import {
  CustomBlending, type BufferGeometry, GLSL3, Group, Matrix4, NoBlending, OneFactor, OneMinusSrcAlphaFactor, Points, RawShaderMaterial, Vector2, Vector3, Vector4,
} from 'three';
import type { CloudModel } from '../cloud-model';
import { colourVectors, setColours } from '../colours/colour-uniforms';
import type { DrawContext } from '../draw-context';
import { PointGeometry } from '../points/point-geometry';
import { HALO_LIMIT, pointLook, RIM_PX } from '../points/point-look';
import { POINT_SHADERS, type PointLook } from '../points/point-shaders';
import { DIM, USUAL_SIZE } from '../points/row-states';
import type { Device, SceneChange, Visual } from '../visual';
import { POINT_LABELS, RING_LIMIT } from './point-labels';

/** The largest size that a row can have. */
const MOST_SIZE = 255 / USUAL_SIZE;
type Sprites = Points<BufferGeometry, RawShaderMaterial>;

/** All points in one draw call a layer: halos, so that none veils a glyph; glyphs or dots; rings of selected rows. The depth test alone puts them in order. */
export class PointCloud implements Visual {
  readonly layer = 'space';
  readonly labels = POINT_LABELS;
  readonly object = new Group();
  readonly uniforms = {
    uClip: { value: new Matrix4() }, uDistance: { value: 1 }, uMotion: { value: new Vector3() }, uLastRow: { value: 1 },
    uRadius: { value: 4.5 }, uHoveredRadius: { value: 4.5 }, uSelectedRadius: { value: 6.5 }, uPx: { value: 1 }, uPad: { value: 2 },
      uMaxHalf: { value: 32 }, uDim: { value: DIM }, uUnselected: { value: 1 }, uFogFloor: { value: 1 },
    uFog: { value: new Vector4() }, uScene: { value: new Vector3() }, uInk: { value: new Vector3() }, uSelectedRim: { value: new Vector3() },
    uMarks: { value: colourVectors(9) }, uSequence: { value: colourVectors(7) }, uIsByValue: { value: false }, uIsSolid: { value: false }, uHalo: { value: 0 },
    uPlace: { value: new Vector2() }, uHalfSize: { value: new Vector2() }, uReach: { value: 9 },
  };
  readonly geometry = new PointGeometry();
  private readonly materials = new Map<string, RawShaderMaterial>();
  private readonly halos = this.sprites(this.geometry.all, 1);
  private readonly glyphs = this.sprites(this.geometry.all, 2);
  private readonly rings = this.sprites(this.geometry.selected, 3);
  private n = 0;
  private nSelected = 0;
  private isMoving = false;

  update(changes: ReadonlySet<SceneChange>, { model }: { readonly model: CloudModel }): void {
    if (changes.has('cloud')) this.setCloud(model);
    if (changes.has('places')) this.setPlaces(model);
    if (changes.has('state')) this.setStates(model);
  }

  private setCloud(model: CloudModel): void {
    this.n = model.n;
    this.isMoving = false;
    this.geometry.setCloud(model.positions, model.states.bytes);
    model.states.takeChanges();
    this.uniforms.uLastRow.value = this.n - 1;
    this.object.visible = this.n > 0;
    this.setLooks();
  }

  /** Where rows are and where they go to, when a motion starts or is over. */
  private setPlaces({ motion, positions }: CloudModel): void {
    if (motion) this.geometry.setMotion(motion.from, motion.to);
    else this.geometry.setStill(positions);
    this.isMoving = motion !== null;
    this.setLooks();
  }

  private setStates({ states, selection }: CloudModel): void {
    this.geometry.updateStates(states);
    this.geometry.setSelected(selection.length <= RING_LIMIT ? selection : []);
    this.nSelected = selection.length;
    this.setLooks();
  }

  prepare(context: DrawContext, { camera, maxPointSizePx }: Device): number {
    const { uniforms } = this;
    const { view, tokens, dpr, motion } = context;
    const look = pointLook(context, this.n, this.nSelected);
    this.glyphs.material = this.material(look.areDots ? 'dot' : 'glyph');
    uniforms.uClip.value.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
    uniforms.uDistance.value = view.targetW;
    if (motion) uniforms.uMotion.value.set(motion.u, motion.stagger, motion.isEased ? 1 : 0);
    uniforms.uRadius.value = look.radiusPx * dpr;
    uniforms.uSelectedRadius.value = look.selectedRadiusPx * dpr;
    uniforms.uHoveredRadius.value = look.hoveredRadiusPx * dpr;
    uniforms.uPx.value = dpr;
    uniforms.uPad.value = RIM_PX * dpr + 0.5;
    uniforms.uMaxHalf.value = maxPointSizePx / 2;
    uniforms.uFogFloor.value = look.fogFloor;
    uniforms.uFog.value.set(...look.fog);
    uniforms.uUnselected.value = look.unselected;
    uniforms.uIsSolid.value = look.isSolid;
    uniforms.uHalo.value = look.halo;
    uniforms.uIsByValue.value = context.isByValue;
    setColours([uniforms.uScene.value, uniforms.uInk.value, uniforms.uSelectedRim.value], [tokens.scene, tokens.ink, look.selectedRim]);
    setColours(uniforms.uMarks.value, context.marks);
    setColours(uniforms.uSequence.value, tokens.sequence);
    return Math.ceil(Math.min(maxPointSizePx / 2, 3.4 * 1.3 * uniforms.uSelectedRadius.value * MOST_SIZE + 8 * dpr));
  }

  /** The material of a look, for rows that stand still or that move. */
  material(look: PointLook): RawShaderMaterial {
    const key = `${look} ${this.isMoving}`;
    let material = this.materials.get(key);
    if (!material) this.materials.set(key, material = makeMaterial(look, this.isMoving, this.uniforms));
    return material;
  }

  dispose(): void {
    this.geometry.release();
    for (const material of this.materials.values()) material.dispose();
  }

  private setLooks(): void {
    this.halos.visible = this.n <= HALO_LIMIT;
    this.halos.material = this.material('halo');
    this.rings.visible = this.nSelected > 0 && this.nSelected <= RING_LIMIT;
    this.rings.material = this.material('ring');
  }

  private sprites(geometry: BufferGeometry, renderOrder: number): Sprites {
    const sprites = new Points(geometry, this.material('glyph'));
    sprites.frustumCulled = false;
    sprites.renderOrder = renderOrder;
    this.object.add(sprites);
    return sprites;
  }
}

function makeMaterial(look: PointLook, isMoving: boolean, uniforms: PointCloud['uniforms']): RawShaderMaterial {
  const isSolid = look === 'glyph' || look === 'dot' || look === 'pick';
  return new RawShaderMaterial({
    ...POINT_SHADERS[look], glslVersion: GLSL3, uniforms, defines: isMoving ? { MOVING: '' } : {},
    transparent: look !== 'pick', depthTest: isSolid, depthWrite: isSolid,
    ...(look === 'pick' ? { blending: NoBlending } : { blending: CustomBlending, blendSrc: OneFactor, blendDst: OneMinusSrcAlphaFactor }),
  });
}
