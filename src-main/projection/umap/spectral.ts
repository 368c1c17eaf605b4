import type { Random } from '@contract/prng';
import { pca } from '../pca';
import type { Rows } from '@vectors/rows';
import type { Graph } from './fuzzy-union';
import { laplacianVectors } from './laplacian';

/**
 * Where the Laplacian's eigenvectors put the points of a graph, `[n, nComponents]`, in no particular scale. A graph in several pieces is laid piece
 * by piece (after umap-learn's `multi_component_layout`): up to 2 × nComponents pieces at the ends of the axes, more of them at the principal
 * components of their centres, each within half the way to the next; pieces too small for eigenvectors at random.
 * Yields between products.
 */
export function* spectralLayout(rows: Rows, graph: Graph, nComponents: number, random: Random): Generator<void, Float32Array> {
  const pieces = connectedPieces(graph);
  const out = new Float32Array(graph.n * nComponents);
  const centres = pieces.length === 1 ? new Float32Array(nComponents) : pieces.length <= 2 * nComponents ? axisEnds(pieces.length, nComponents) : pieceCentres(rows, pieces, nComponents);
  for (const [number, piece] of pieces.entries()) {
    const radius = roomAround(centres, number, nComponents);
    const isSmall = piece.length < 2 * nComponents || piece.length <= nComponents + 1;
    const own = isSmall
      ? Float32Array.from({ length: piece.length * nComponents }, () => 2 * random() - 1)
      : asPoints(yield* laplacianVectors(pieces.length === 1 ? graph : pieceOf(graph, piece), nComponents), nComponents);
    const most = own.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
    piece.forEach((point, place) => {
      for (let axis = 0; axis < nComponents; axis++) {
        out[point * nComponents + axis] = (centres[number * nComponents + axis] as number) + (radius * (own[place * nComponents + axis] as number)) / most;
      }
    });
    yield;
  }
  return out;
}

/** Points of each connected piece, ascending; pieces in the order of their first points. */
export function connectedPieces({ n, heads, tails }: Graph): number[][] {
  const parents = Int32Array.from({ length: n }, (_, point) => point);
  const root = (point: number): number => {
    let at = point;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at] as number] as number;
      at = parents[at] as number;
    }
    return at;
  };
  for (let edge = 0; edge < heads.length; edge++) {
    const a = root(heads[edge] as number), b = root(tails[edge] as number);
    parents[Math.max(a, b)] = Math.min(a, b);
  }
  const pieces = new Map<number, number[]>();
  for (let point = 0; point < n; point++) {
    const piece = pieces.get(root(point));
    if (piece === undefined) pieces.set(root(point), [point]);
    else piece.push(point);
  }
  return [...pieces.values()];
}

function pieceOf({ n, heads, tails, weights }: Graph, piece: readonly number[]): Graph {
  const placeOf = new Int32Array(n).fill(-1);
  piece.forEach((point, place) => { placeOf[point] = place; });
  const kept = Array.from(heads.keys()).filter((edge) => placeOf[heads[edge] as number] !== -1);
  return {
    n: piece.length,
    heads: Int32Array.from(kept, (edge) => placeOf[heads[edge] as number] as number),
    tails: Int32Array.from(kept, (edge) => placeOf[tails[edge] as number] as number),
    weights: Float32Array.from(kept, (edge) => weights[edge] as number),
  };
}

function axisEnds(count: number, nComponents: number): Float32Array {
  const ends = new Float32Array(count * nComponents);
  const positive = Math.ceil(count / 2);
  for (let end = 0; end < count; end++) ends[end * nComponents + (end % positive)] = end < positive ? 1 : -1;
  return ends;
}

function pieceCentres({ values, dim }: Rows, pieces: readonly (readonly number[])[], nComponents: number): Float32Array {
  const means = new Float32Array(pieces.length * dim);
  pieces.forEach((piece, number) => {
    for (const point of piece) for (let c = 0; c < dim; c++) (means[number * dim + c] as number) += (values[point * dim + c] as number) / piece.length;
  });
  const { coordinates } = pca({ values: means, n: pieces.length, dim }, nComponents);
  const most = coordinates.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
  return coordinates.map((value) => value / most);
}

/** Half the distance to the nearest other centre; 1 where there is none, or where they coincide. */
function roomAround(centres: Float32Array, number: number, nComponents: number): number {
  let nearest = Infinity;
  for (let other = 0; other < centres.length / nComponents; other++) {
    let squared = 0;
    for (let axis = 0; axis < nComponents; axis++) squared += ((centres[number * nComponents + axis] as number) - (centres[other * nComponents + axis] as number)) ** 2;
    if (squared > 0) nearest = Math.min(nearest, squared);
  }
  return nearest === Infinity ? 1 : Math.sqrt(nearest) / 2;
}

function asPoints(vectors: Float64Array, nComponents: number): Float32Array {
  const n = vectors.length / nComponents;
  return Float32Array.from({ length: vectors.length }, (_, index) => vectors[(index % nComponents) * n + Math.floor(index / nComponents)] as number);
}
