import { withAlpha } from '../colours/colour';
import { positionAt } from '../positions';
import type { Visual } from '../visual';
import { circle } from './ghosts';
import { wholeWays } from './trail-legs';

const DOT_PX = 3;
/** Between two dots that are both named. */
const NAMES_APART_PX = 15;
const FONT_PX = 10;

/** Dots at the stops of whole ways, with the names that there is room for. */
export const TRAIL_STOPS: Visual = {
  layer: 'overlay',
  paint: ({ view, tokens }, { model: { trails, positions } }) => {
    const rows = trails === null ? [] : wholeWays(trails);
    if (trails === null || rows.length === 0) return null;
    return (canvas) => {
      canvas.font = `500 ${FONT_PX}px ${tokens.fontUi}`;
      canvas.textAlign = 'center';
      canvas.textBaseline = 'alphabetic';
      canvas.lineJoin = 'round';
      for (const row of rows) {
        let named = { x: -Infinity, y: -Infinity };
        // Where all stops are alike the row itself is one more.
        [...trails.stops, ...(trails.isEven ? [positions] : [])].forEach((places, stop) => {
          const at = view.positionToScreen(positionAt(places, row));
          if (!(at.scale > 0)) return;
          canvas.fillStyle = tokens.scene;
          canvas.strokeStyle = tokens.ghost;
          canvas.lineWidth = 1.5;
          circle(canvas, at.x, at.y, DOT_PX);
          canvas.fill();
          canvas.stroke();
          if (trails.isEven || Math.hypot(at.x - named.x, at.y - named.y) < NAMES_APART_PX) return;
          named = at;
          canvas.lineWidth = 3;
          canvas.strokeStyle = withAlpha(tokens.scene, 0.85);
          canvas.strokeText(trails.names[stop] ?? '', at.x, at.y - DOT_PX - 4);
          canvas.fillStyle = tokens.ink2;
          canvas.fillText(trails.names[stop] ?? '', at.x, at.y - DOT_PX - 4);
        });
      }
    };
  },
};
