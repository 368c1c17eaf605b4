import { Points, Scene, UnsignedByteType, WebGLRenderTarget, type BufferGeometry, type RawShaderMaterial } from 'three';
import type { DrawContext } from '../draw-context';
import type { PointCloud } from '../visuals/points';
import type { Stage } from '../stage';

/** How near to a row's centre the pointer must be, in px. */
export const PICK_RADIUS_PX = 9;

/** Finds rows under the pointer on the graphics device: one pixel is drawn and read back, without waiting for it. */
export class RowPicker {
  private readonly target = new WebGLRenderTarget(1, 1, { type: UnsignedByteType, depthBuffer: true });
  private readonly scene = new Scene();
  private readonly rows: Points<BufferGeometry, RawShaderMaterial>;

  constructor(private readonly stage: Stage, private readonly points: PointCloud) {
    this.rows = new Points(points.geometry.all, points.material('pick'));
    this.rows.frustumCulled = false;
    this.scene.add(this.rows);
  }

  /**
   * The row nearest to (x, y) px within 9 px, dimmed rows only where no other is in reach; of equals the front one. Null: none, or the
   * graphics device was lost meanwhile. The points must have been prepared for `context`'s view.
   */
  async pick(x: number, y: number, { view }: DrawContext): Promise<number | null> {
    const { renderer, camera } = this.stage;
    const { uPlace, uHalfSize, uReach } = this.points.uniforms;
    if (this.stage.isLost || !this.points.object.visible) return null;
    uHalfSize.value.set(view.widthPx / 2, view.heightPx / 2);
    uPlace.value.set(x - view.widthPx / 2, view.heightPx / 2 - y);
    uReach.value = PICK_RADIUS_PX;
    this.rows.material = this.points.material('pick');
    renderer.setRenderTarget(this.target);
    renderer.render(this.scene, camera);
    const bytes = new Uint8Array(4);
    const isRead = renderer.readRenderTargetPixelsAsync(this.target, 0, 0, 1, 1, bytes);
    renderer.setRenderTarget(null);
    try {
      await isRead;
    } catch {
      return null;
    }
    const found = new DataView(bytes.buffer).getUint32(0, true);
    return found === 0 ? null : found - 1;
  }

  dispose(): void {
    this.target.dispose();
  }
}
