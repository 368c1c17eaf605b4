import { Matrix4, Vector3, type Camera } from 'three';
import type { Rect } from '../types';
import { FIELD_OF_VIEW, type CameraView } from './camera-view';

/** Depth that is drawn, in camera distances and in map units (maps have radius 1), before and behind the target. */
const NEAR_SHARE = 0.02;
const FAR_SHARE = 4;
const FAR = 60;

const basis = new Matrix4();
const [x, y, z] = [new Vector3(), new Vector3(), new Vector3()];

/**
 * Gives a three.js camera the view's place, turn and projection, set as matrices: `lookAt` would fail straight from above. `tile`,
 * in px of the view, draws that part of it only.
 */
export function aim(camera: Camera, view: CameraView, tile: Rect = { x: 0, y: 0, width: view.widthPx, height: view.heightPx }): void {
  const { target, distance, offsetX, offsetY } = view.camera;
  const { right, up, back } = view.basis;
  const far = distance * FAR_SHARE + FAR;
  // An orthographic camera stands so far away that nothing lies behind it.
  const standsAt = view.isOrthographic ? far : distance;
  camera.position.set(target[0] + back[0] * standsAt, target[1] + back[1] * standsAt, target[2] + back[2] * standsAt);
  camera.quaternion.setFromRotationMatrix(basis.makeBasis(x.set(...right), y.set(...up), z.set(...back)));
  // Half the height of the view in map units: at the near plane, or anywhere.
  const near = view.isOrthographic ? 0 : distance * NEAR_SHARE;
  const half = view.isOrthographic ? view.heightPx / 2 / view.pxPerUnit : near * Math.tan(FIELD_OF_VIEW / 2);
  const perPx = (2 * half) / view.heightPx;
  const left = (tile.x - offsetX - view.widthPx / 2) * perPx, top = (view.heightPx / 2 + offsetY - tile.y) * perPx;
  const edges = [left, left + tile.width * perPx, top, top - tile.height * perPx] as const;
  if (view.isOrthographic) camera.projectionMatrix.makeOrthographic(...edges, near, 2 * far);
  else camera.projectionMatrix.makePerspective(...edges, near, far);
  camera.projectionMatrixInverse.copy(camera.projectionMatrix).invert();
  camera.updateMatrixWorld();
}
