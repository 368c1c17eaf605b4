import type { Projection } from '@contract/projection';
import type { ProjectionResult } from './projection-worker';

const AXES = ['x', 'y', 'z'];

/**
 * The maps as CSV: `row,x,y[,z]`, before it `layer` where there are several, after it `distortion` where it was measured, `residual` (how far
 * the row lies from its place in the layer before) where there are several, and `placed` (1 for rows of the placed file, counted for themselves).
 */
export function mapTable({ slices, residuals, placed }: ProjectionResult, layers: readonly number[]): string {
  const isLayered = slices.length > 1;
  const nComponents = slices[0]?.parameters.nComponents ?? 3;
  const hasDistortion = slices.some(({ distortion }) => distortion !== null);
  const header = [
    ...(isLayered ? ['layer'] : []),
    'row',
    ...AXES.slice(0, nComponents),
    ...(hasDistortion ? ['distortion'] : []),
    ...(isLayered ? ['residual'] : []),
    ...(placed === null ? [] : ['placed']),
  ];
  const lines = [header.join(',')];
  const at = (coordinates: Float32Array, row: number): string => Array.from(coordinates.subarray(row * nComponents, (row + 1) * nComponents), written).join(',');
  slices.forEach(({ coordinates, distortion, n }: Projection, slice) => {
    for (let row = 0; row < n; row++) {
      const cells = [...(isLayered ? [layers[slice]] : []), row, at(coordinates, row)];
      if (hasDistortion) cells.push(distortion === null ? '' : written(distortion[row] as number));
      if (isLayered) cells.push(slice === 0 ? '' : written(residuals[slice - 1]?.[row] as number));
      if (placed !== null) cells.push(0);
      lines.push(cells.join(','));
    }
  });
  for (let row = 0; placed !== null && row * nComponents < placed.length; row++) lines.push([row, at(placed, row), ...(hasDistortion ? [''] : []), 1].join(','));
  return `${lines.join('\n')}\n`;
}

const written = (value: number): string => value.toPrecision(7);

/** One line a map: what it is and how far it can be trusted. */
export function mapSummary({ slices, meanResiduals }: ProjectionResult, layers: readonly number[]): string {
  return slices.map(({ n, parameters, quality, neighbourRecall }, slice) => {
    const parts = [`${n} points by ${parameters.method}`];
    if (quality !== null) {
      const { trustworthiness, continuity, k, neighboursKept, nMeasured } = quality;
      parts.push(`trustworthiness ${trustworthiness.toFixed(3)}, continuity ${continuity.toFixed(3)} (k = ${k}), ${neighboursKept.toFixed(1)} of 10 neighbours kept${nMeasured < n ? `, measured on ${nMeasured} points` : ''}`);
    }
    if (neighbourRecall !== null && neighbourRecall < 1) parts.push(`search recall ${neighbourRecall.toFixed(3)}`);
    if (slice > 0) parts.push(`residual to layer ${layers[slice - 1]}: ${(meanResiduals[slice - 1] as number).toFixed(3)} of the radius`);
    return `${slices.length > 1 ? `layer ${layers[slice]}: ` : ''}${parts.join('; ')}\n`;
  }).join('');
}
