import type { Projection, ProjectionParameters } from '@contract/projection';
import { unitRowsSteps, type Rows } from '@vectors/rows';
import { normaliseCoordinates } from './normalise';
import { pcaSteps } from './pca';
import { mapQuality } from './quality';
import { counted, staged, type ProjectionStep } from './step';

export interface AlongInput extends Rows {
  /** Rows at the end (ghosts) that are mapped, but neither measured nor counted for components and scale. */
  readonly nExtra: number;
  /** Of length 1, `[dim]`. */
  readonly direction: Float32Array;
  /** What is taken off every unit vector first, `[dim]`. */
  readonly midpoint: Float32Array;
  readonly parameters: ProjectionParameters;
}

/**
 * A map whose first axis is a direction: the inner product of the direction and each unit vector without the midpoint. The other axes are the first principal components of what is then left of
 * the rows, which is orthogonal to the direction. Normalised and measured like any other map.
 */
export function* alongSteps({ values, n, dim, nExtra, direction, midpoint, parameters }: AlongInput): Generator<ProjectionStep, Projection> {
  const { nComponents, metric } = parameters;
  const left = (yield* counted('check', unitRowsSteps({ values, n, dim }), n)).values.slice();
  const coordinates = new Float32Array(n * nComponents);
  for (let row = 0; row < n; row++) {
    const rest = left.subarray(row * dim, (row + 1) * dim);
    let along = 0;
    for (let d = 0; d < dim; d++) along += ((rest[d] as number) - (midpoint[d] as number)) * (direction[d] as number);
    for (let d = 0; d < dim; d++) rest[d] = (rest[d] as number) - (midpoint[d] as number) - along * (direction[d] as number);
    coordinates[row * nComponents] = along;
  }
  const nCounted = n - nExtra;
  const { loadings } = yield* staged('components', pcaSteps({ values: left.subarray(0, nCounted * dim), n: nCounted, dim }, nComponents - 1));
  for (let row = 0; row < n; row++) {
    for (let axis = 1; axis < nComponents; axis++) {
      let sum = 0;
      for (let d = 0; d < dim; d++) sum += (left[row * dim + d] as number) * (loadings[(axis - 1) * dim + d] as number);
      coordinates[row * nComponents + axis] = sum;
    }
  }
  normaliseCoordinates(coordinates, nComponents, nExtra);
  const { quality, distortion } = yield* staged('quality', mapQuality({ values, n, dim }, coordinates, nComponents, metric, null, nExtra));
  return { coordinates, n, parameters, quality, distortion, neighbourRecall: null, unit: null };
}
