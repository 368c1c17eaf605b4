import type { CloudModel } from '../cloud-model';
import type { Position } from '../types';
import type { Projected, CameraView } from '../camera/camera-view';

/** What a label stays with while the camera moves: a row, a place, or the index-th of things that the model moves (null: it is gone). Equal anchors have the same `at`. */
export type Anchor =
  | Readonly<{ kind: 'row'; row: number }>
  | Readonly<{ kind: 'place'; position: Position }>
  | Readonly<{ kind: 'thing'; index: number; at: (model: CloudModel, index: number) => Position | null }>;

/** Where an anchor is on screen at this moment; `scale` 0 where it is behind the camera or no longer there. */
export function anchorOnScreen(anchor: Anchor, model: CloudModel, view: CameraView): Projected {
  const position = positionOf(anchor, model);
  return position === null ? { x: 0, y: 0, scale: 0 } : view.positionToScreen(position);
}

function positionOf(anchor: Anchor, model: CloudModel): Position | null {
  switch (anchor.kind) {
    case 'row': return anchor.row < model.n ? model.positionOf(anchor.row) : null;
    case 'place': return anchor.position;
    case 'thing': return anchor.at(model, anchor.index);
  }
}
