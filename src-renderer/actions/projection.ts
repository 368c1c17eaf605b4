import type { Projection, ProjectionParameters } from '@contract/projection';
import { ProjectionClient } from '@projection/client';
import type { MapPosition } from '../state/view';
import type { TellStep } from './latest';

const client = new ProjectionClient();
const STAGES = { neighbours: 'Finding neighbours', layout: 'Drawing the map', quality: 'Measuring the map' } as const;

/** UMAP needs more points than neighbours; with fewer the map is a PCA. */
export function parametersFor(wanted: ProjectionParameters, n: number): ProjectionParameters {
  return wanted.method === 'umap' && n <= wanted.nNeighbors ? { ...wanted, method: 'pca' } : wanted;
}

export interface ProjectedRows {
  /** Row-major `[n, 3]`; z = 0 in two-dimensional maps. */
  readonly coordinates: Float32Array;
  readonly projection: Projection;
}

/** Maps rows `[n, dim]`, of which the last `nExtra` are neither measured nor counted when the method is chosen. */
export async function projectRows(
  values: Float32Array, dim: number, nExtra: number, wanted: ProjectionParameters, signal: AbortSignal, tell: TellStep,
): Promise<ProjectedRows> {
  const n = values.length / dim;
  tell('Drawing the map');
  const parameters = parametersFor(wanted, n - nExtra);
  const projection = await client.project(
    { values, n, dim, nExtra, parameters },
    { signal, onProgress: ({ stage, done, total }) => { tell(STAGES[stage], done, total); } },
  );
  return { coordinates: toSpace(projection.coordinates, parameters.nComponents), projection };
}

/** `[n, nComponents]` → `[n, 3]`. */
export function toSpace(coordinates: Float32Array, nComponents: number): Float32Array {
  if (nComponents === 3) return coordinates;
  const out = new Float32Array((coordinates.length / nComponents) * 3);
  for (let point = 0; point < out.length / 3; point++) {
    for (let axis = 0; axis < nComponents; axis++) out[point * 3 + axis] = coordinates[point * nComponents + axis] as number;
  }
  return out;
}

export function positionAt(coordinates: Float32Array, point: number): MapPosition {
  return [coordinates[point * 3] ?? 0, coordinates[point * 3 + 1] ?? 0, coordinates[point * 3 + 2] ?? 0];
}
