import type { CloudModel } from '../../cloud-model';
import type { DrawContext } from '../../draw-context';
import { cornersOf } from '../../floor-corners';
import { parseColour } from '../../colours/colour';
import { FLOOR_EDGE, FLOOR_EDGE_PX, FLOOR_FILL } from '../../visuals/floors';
import { inColour } from './paint';
import { polyline, withOpacity } from './svg-threads';
import { element } from './xml';

/** The floors of the strata, as the graphics device draws them: fill and edge a floor, from below. */
export function svgFloors({ floors }: CloudModel, { view, tokens }: DrawContext, prefix: string): string {
  if (floors === null) return '';
  const ink = parseColour(tokens.ink);
  const parts = floors.floors.map(({ height }, index) => {
    const kind = index === floors.chosen ? 'chosen' : 'any';
    const outline = polyline(cornersOf(height, floors.half).map((corner) => view.positionToScreen(corner)));
    return element('path', {
      d: `${outline}Z`,
      ...inColour('fill', withOpacity(ink, FLOOR_FILL[kind])),
      ...inColour('stroke', withOpacity(ink, FLOOR_EDGE[kind])),
      'stroke-width': FLOOR_EDGE_PX[kind],
    });
  });
  return element('g', { id: `${prefix}floors` }, `\n${parts.join('\n')}\n`);
}
