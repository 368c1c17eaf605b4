import type { CloudModel } from '../cloud-model';
import type { CameraView } from '../camera/camera-view';
import type { Rect } from '../types';
import { anchorOnScreen } from './anchors';
import type { LaidLabel } from './laid-label';
import { shownWhileMoving } from './moving';

/** Labels beside what they name, wherever that is by now; those that would collide on the way give way to those before them. */
export function followedLabels(labels: readonly LaidLabel[], model: CloudModel, view: CameraView, bounds: Rect, reserved: readonly Rect[]): LaidLabel[] {
  const moved = labels.map((label) => {
    const at = anchorOnScreen(label.anchor, model, view);
    const x = at.x + label.dx, y = at.y + label.dy, dx = x - label.x, dy = y - label.y;
    const leader = label.leader && { fromX: label.leader.fromX + dx, fromY: label.leader.fromY + dy, toX: label.leader.toX + dx, toY: label.leader.toY + dy };
    return { isIn: view.contains(at), laid: { ...label, x, y, leader } };
  });
  const areShown = shownWhileMoving(
    moved.map(({ isIn, laid: { x, y, widthPx, heightPx } }) => ({
      box: isIn ? { left: x, top: y, right: x + widthPx, bottom: y + heightPx } : null,
      isShown: true,
    })),
    bounds,
    reserved,
  );
  return moved.flatMap(({ laid }, index) => (areShown[index] === true ? [laid] : []));
}
