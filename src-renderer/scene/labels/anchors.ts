import type { CloudModel } from '../cloud-model';
import { placeOnTrail } from '../visuals/typed';
import type { Position } from '../types';
import type { Projected, View } from '../camera/view';

/** What a label stays with while the camera moves. */
export type Anchor =
  | Readonly<{ kind: 'row'; row: number }>
  | Readonly<{ kind: 'ghost'; index: number }>
  | Readonly<{ kind: 'typed' }>
  | Readonly<{ kind: 'place'; position: Position }>;

/** Where an anchor is on screen at this moment; `scale` 0 where it is behind the camera or no longer there. */
export function anchorOnScreen(anchor: Anchor, model: CloudModel, view: View): Projected {
  const position = positionOf(anchor, model);
  return position === null ? { x: 0, y: 0, scale: 0 } : view.projectPosition(position);
}

function positionOf(anchor: Anchor, model: CloudModel): Position | null {
  switch (anchor.kind) {
    case 'row': return anchor.row < model.n ? model.positionOf(anchor.row) : null;
    case 'ghost': return model.ghosts[anchor.index]?.position ?? null;
    case 'typed': return model.typed && placeOnTrail(model.typed.trail, model.typed.u).position;
    case 'place': return anchor.position;
  }
}
