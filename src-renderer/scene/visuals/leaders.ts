import { withAlpha } from '../colours/colour';
import type { Visual } from '../visual';

/** Lines from labels to what they name, where a label stands apart from it. */
export const LEADERS: Visual = {
  layer: 'overlay',
  paint: ({ tokens }, { leaders }) => (leaders.length === 0 ? null : (canvas) => {
    canvas.strokeStyle = withAlpha(tokens.ink, 0.45);
    canvas.lineWidth = 1;
    for (const { fromX, fromY, toX, toY } of leaders) {
      canvas.beginPath();
      canvas.moveTo(fromX, fromY);
      canvas.lineTo(toX, toY);
      canvas.stroke();
    }
  }),
};
