/**
 * The k points of a map that are nearest to any of some points, the nearest first; those points themselves are not among them. Equal distances keep the order of the points.
 * @param coordinates row-major `[nPoints, 3]` @param points indices into them @param k 1 or more @returns at most k indices
 */
export function nearestPoints(coordinates: Float32Array, points: readonly number[], k: number): readonly number[] {
  const n = coordinates.length / 3;
  const from = new Set(points);
  const squares = new Float64Array(n).fill(Infinity);
  for (const point of from) {
    const x = coordinates[point * 3] ?? 0, y = coordinates[point * 3 + 1] ?? 0, z = coordinates[point * 3 + 2] ?? 0;
    for (let other = 0; other < n; other++) {
      const dx = (coordinates[other * 3] ?? 0) - x, dy = (coordinates[other * 3 + 1] ?? 0) - y, dz = (coordinates[other * 3 + 2] ?? 0) - z;
      const square = dx * dx + dy * dy + dz * dz;
      if (square < (squares[other] ?? 0)) squares[other] = square;
    }
  }
  const others = from.size === 0 ? [] : [...squares.keys()].filter((point) => !from.has(point));
  return others.sort((a, b) => (squares[a] ?? 0) - (squares[b] ?? 0)).slice(0, k);
}
