/** A map in its own scale. */
export interface Normalised<Coordinates extends Float32Array = Float32Array> {
  /** The very array that was given. */
  readonly coordinates: Coordinates;
  /** Length, before, of one unit now; 1 where all rows coincide or there are none. */
  readonly unit: number;
}

/**
 * Moves the centre of the first n − nExtra rows to the origin and scales all rows so that the 95th percentile of those rows'
 * distances from it is 1 (nearest-rank percentile). In place; rows that all coincide are only centred.
 */
export function normaliseCoordinates<Coordinates extends Float32Array>(coordinates: Coordinates, nComponents: number, nExtra = 0): Normalised<Coordinates> {
  const n = coordinates.length / nComponents;
  const counted = n - nExtra;
  if (counted < 1) return { coordinates, unit: 1 };
  for (let axis = 0; axis < nComponents; axis++) {
    let mean = 0;
    for (let row = 0; row < counted; row++) mean += (coordinates[row * nComponents + axis] as number) / counted;
    for (let row = 0; row < n; row++) (coordinates[row * nComponents + axis] as number) -= mean;
  }
  const radii = new Float64Array(counted);
  for (let row = 0; row < counted; row++) {
    let squared = 0;
    for (let axis = 0; axis < nComponents; axis++) squared += (coordinates[row * nComponents + axis] as number) ** 2;
    radii[row] = Math.sqrt(squared);
  }
  radii.sort();
  const radius = radii[Math.ceil(0.95 * counted) - 1] as number;
  if (!(radius > 1e-12)) return { coordinates, unit: 1 };
  for (let index = 0; index < coordinates.length; index++) (coordinates[index] as number) /= radius;
  return { coordinates, unit: radius };
}
