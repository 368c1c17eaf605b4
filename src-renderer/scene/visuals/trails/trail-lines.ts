import { BufferGeometry, CustomBlending, DataTexture, FloatType, GLSL3, LineSegments, NearestFilter, OneFactor, OneMinusSrcAlphaFactor, RawShaderMaterial, RGBAFormat, type IUniform } from 'three';
import { lineRank } from '../../detail';
import { TRAIL_NUMBERS, type TrailList } from './trail-list';
import { N_STEPS_THIN, PIECES_A_ROW, TRAIL_SHADERS } from './trail-shaders';

const TEXELS = TRAIL_NUMBERS / 4;
const VERTICES = 2 * N_STEPS_THIN;

/** Trails as lines of one pixel, for frames in motion: what a processor draws in time. Their pieces lie in a texture from the highest rank to the lowest, whole ways last: the end of them is drawn. */
export class TrailLines {
  readonly object: LineSegments<BufferGeometry, RawShaderMaterial>;
  private readonly uniforms: Record<string, IUniform> & { readonly uPieces: { value: DataTexture } };
  private readonly still: RawShaderMaterial;
  private readonly moving: RawShaderMaterial;
  private room = new Float32Array(0);
  private list: TrailList | null = null;
  private isTaken = true;
  /** By piece in the texture, falling; those of whole ways are below all others. */
  private ranks = new Float32Array(0);

  /** @param uniforms those of the ribbons */
  constructor(uniforms: Record<string, IUniform>) {
    this.uniforms = { ...uniforms, uPieces: { value: makeTexture(this.room, 0) } };
    this.still = makeMaterial(this.uniforms, false);
    this.moving = makeMaterial(this.uniforms, true);
    this.object = new LineSegments(new BufferGeometry(), this.still);
    this.object.frustumCulled = false;
    this.object.visible = false;
  }

  /** Takes pieces over when they are to be drawn: where ribbons are quick enough they never are. */
  set(list: TrailList): void {
    this.list = list;
    this.isTaken = false;
  }

  /** @param share of the trails, 0…1; whole ways are drawn all */
  prepare(share: number, isMoving: boolean): void {
    if (!this.isTaken) this.take();
    this.object.material = isMoving ? this.moving : this.still;
    const first = this.ranks.findIndex((rank) => rank < share);
    this.object.geometry.setDrawRange(first < 0 ? 0 : first * VERTICES, first < 0 ? 0 : (this.ranks.length - first) * VERTICES);
  }

  dispose(): void {
    this.uniforms.uPieces.value.dispose();
    this.object.geometry.dispose();
    this.still.dispose();
    this.moving.dispose();
  }

  private take(): void {
    const { list } = this;
    this.isTaken = true;
    if (list === null) return;
    const { count, numbers, rows } = list;
    // A whole way has no category.
    const rankOf = (piece: number): number => (numbers[piece * TRAIL_NUMBERS + 22] === -1 ? -1 : lineRank(rows[piece] ?? 0));
    const order = Array.from({ length: count }, (_, piece) => ({ piece, rank: rankOf(piece) })).sort((a, b) => b.rank - a.rank || a.piece - b.piece);
    this.ranks = Float32Array.from(order, ({ rank }) => rank);
    const nRows = Math.ceil(count / PIECES_A_ROW), { uPieces } = this.uniforms;
    if (nRows * PIECES_A_ROW * TRAIL_NUMBERS > this.room.length) {
      this.room = new Float32Array(nRows * PIECES_A_ROW * TRAIL_NUMBERS);
      uPieces.value.dispose();
      uPieces.value = makeTexture(this.room, nRows);
    }
    order.forEach(({ piece }, at) => { this.room.set(numbers.subarray(piece * TRAIL_NUMBERS, (piece + 1) * TRAIL_NUMBERS), at * TRAIL_NUMBERS); });
    uPieces.value.needsUpdate = true;
  }
}

function makeMaterial(uniforms: Record<string, IUniform>, isMoving: boolean): RawShaderMaterial {
  return new RawShaderMaterial({
    ...TRAIL_SHADERS, glslVersion: GLSL3, transparent: true, depthTest: false, depthWrite: false,
    blending: CustomBlending, blendSrc: OneFactor, blendDst: OneMinusSrcAlphaFactor, uniforms, defines: isMoving ? { THIN: '', MOVING: '' } : { THIN: '' },
  });
}

function makeTexture(texels: Float32Array<ArrayBuffer>, nRows: number): DataTexture {
  const texture = new DataTexture(texels, PIECES_A_ROW * TEXELS, nRows, RGBAFormat, FloatType);
  texture.minFilter = NearestFilter;
  texture.magFilter = NearestFilter;
  return texture;
}
