import type { CameraState } from '@contract/camera';
import type { SceneSide } from '../../actions/view/scene-port';
import type { CloudScene } from '../../scene/cloud-scene';

/** Turns the one scene of a comparison as the other is turned. The side that began to move leads until it rests, so that neither answers the other. */
export class LinkedCameras {
  private readonly scenes = new Map<SceneSide, CloudScene>();
  private leader: SceneSide | null = null;
  private isLinked = false;

  take(side: SceneSide, scene: CloudScene | null): void {
    if (scene === null) this.scenes.delete(side);
    else this.scenes.set(side, scene);
  }

  /** Once linked, the left looks from where the right looks. */
  link(isLinked: boolean): void {
    const begins = isLinked && !this.isLinked;
    this.isLinked = isLinked;
    const main = this.scenes.get('main');
    if (begins && main !== undefined) this.scenes.get('left')?.setCamera(main.camera());
  }

  moved(side: SceneSide, state: CameraState): void {
    if (!this.isLinked) return;
    this.leader ??= side;
    const own = this.scenes.get(side);
    if (this.leader !== side || own === undefined) return;
    this.scenes.get(side === 'main' ? 'left' : 'main')?.setCamera({ ...own.camera(), ...state });
  }

  rested(side: SceneSide): void {
    if (this.leader === side) this.leader = null;
  }
}
