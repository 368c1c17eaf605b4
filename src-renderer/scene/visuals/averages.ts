import { withAlpha } from '../colours/colour';
import { averageText } from '../labels/label-texts';
import { RIGHTS } from '../labels/wishes';
import type { CloudModel } from '../cloud-model';
import type { Position } from '../types';
import type { Visual } from '../visual';
import { circle } from './ghosts';

const REACH_PX = 15;
const RADII_PX = [5, 9, 13] as const;

/** Averages of a word's occurrences: blurred, since no sentence has made them. */
export const AVERAGES: Visual = {
  layer: 'overlay',
  paint: ({ view, tokens }, { model: { averages } }) => (averages.length === 0 ? null : (canvas) => {
    for (const { position } of averages) {
      const { x, y, scale } = view.positionToScreen(position);
      if (scale <= 0) continue;
      for (const radius of RADII_PX) {
        canvas.fillStyle = withAlpha(tokens.ghost, 0.24);
        circle(canvas, x, y, radius);
        canvas.fill();
      }
      canvas.strokeStyle = tokens.ghost;
      canvas.lineWidth = 1;
      circle(canvas, x, y, RADII_PX[2]);
      canvas.stroke();
    }
  }),
  labels: [{
    right: RIGHTS.averages,
    add(wishes) {
      const { model, context: { view, tokens } } = wishes;
      model.averages.forEach((average, index) => {
        const at = view.positionToScreen(average.position);
        wishes.block(at, REACH_PX);
        wishes.add(`average ${index}`, { kind: 'thing', index, at: placeOf }, at, averageText(average, tokens), { gap: REACH_PX + 2 });
      });
    },
  }],
};

function placeOf({ averages }: CloudModel, index: number): Position | null {
  return averages[index]?.position ?? null;
}
