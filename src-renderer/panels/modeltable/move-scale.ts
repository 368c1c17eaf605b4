import { SIDES, type LayerReach, type Side } from '@contract/model-figures';

/** A point of the chart, in px; null where nothing moved the target. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number | null;
  readonly side: Side;
  readonly distance: number;
}

/** Powers of ten between which all moves lie, as shares of the distance of two random words; null where nothing moved. */
export function decadesOf(reaches: readonly LayerReach[]): readonly [number, number] | null {
  const shares = reaches.flatMap((reach) => SIDES.flatMap((side) => reach[side].moves.flatMap(({ move, share }) => (move !== null && share !== null && move > reach.floor ? [share] : []))));
  if (shares.length === 0) return null;
  const low = Math.floor(Math.log10(Math.min(...shares)));
  return [low, Math.max(low + 1, Math.ceil(Math.log10(Math.max(...shares))))];
}

/** Both axes are logarithmic: the target stands in the middle, the farthest words at the edges; what did not move it lies on the base line. */
export function chartPoints(reach: LayerReach, decades: readonly [number, number], width: number, height: number): readonly ChartPoint[] {
  const pad = 4, gap = 10;
  return SIDES.flatMap((side) => {
    const { moves } = reach[side];
    const last = Math.log2(moves.at(-1)?.distance ?? 2);
    return moves.flatMap(({ distance, move, share }): ChartPoint[] => {
      if (move === null || share === null) return [];
      const out = gap + (Math.log2(distance) / last) * (width / 2 - gap - pad);
      const up = (Math.log10(share) - decades[0]) / (decades[1] - decades[0]);
      return [{ side, distance, x: width / 2 + (side === 'left' ? -out : out), y: move > reach.floor ? pad + (1 - up) * (height - 2 * pad) : null }];
    });
  });
}

/** The line through the points of a side that moved the target. */
export const sidePath = (points: readonly ChartPoint[], side: Side): string =>
  points.flatMap((point) => (point.side === side && point.y !== null ? [`${point.x.toFixed(1)} ${point.y.toFixed(1)}`] : [])).map((at, index) => `${index === 0 ? 'M' : 'L'}${at}`).join('');
