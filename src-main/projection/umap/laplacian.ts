import { mulberry32 } from '@contract/prng';
import { combine, gram, orthonormalise, sortedJacobi } from '../eigen';
import type { Graph } from './fuzzy-union';

/** Vectors carried along beyond those asked for: the more, the sooner these settle. */
const GUARD = 4;
const DEGREE = 16;
const MAX_ROUNDS = 40;
/** umap-learn's: a start for a layout need not be exact. */
const TOLERANCE = 1e-4;

/**
 * The `count` eigenvectors of smallest eigenvalue, after the trivial one, of a connected graph's normalised Laplacian 1 − D^−½ W D^−½
 * (Belkin & Niyogi 2003; von Luxburg 2007): `[count, n]`, each of length 1. Block subspace iteration with a Chebyshev filter (Zhou, Saad,
 * Tiago & Chelikowsky 2006) on S = D^−½ W D^−½, until ‖Sv − θv‖ ≤ 1e-4 for each. The start is fixed: the same graph gives the same bytes.
 * Yields after each product with S.
 * @param graph of more than count + 1 points.
 */
export function* laplacianVectors(graph: Graph, count: number): Generator<void, Float64Array> {
  const { n } = graph;
  const product = normalisedAdjacency(graph);
  const block = Math.min(n, count + 1 + GUARD);
  const random = mulberry32(1);
  let basis: Float64Array = Float64Array.from({ length: block * n }, () => random() - 0.5);
  // The trivial one is known: √degree.
  basis.set(product.roots);
  orthonormalise(basis, block, n);
  for (let round = 0; ; round++) {
    const image = product.times(basis, block);
    yield;
    const { values, vectors } = sortedJacobi(gram(basis, image, block, n), block);
    basis = combine(vectors, basis, block, n);
    if (block === n || round === MAX_ROUNDS || isSettled(basis, combine(vectors, image, block, n), values, count + 1, n)) break;
    basis = yield* filtered(product, basis, block, n, values[block - 1] as number);
    orthonormalise(basis, block, n);
  }
  return basis.slice(n, (count + 1) * n);
}

interface Product {
  readonly roots: Float64Array;
  /** S times each of the rows `[block, n]`. */
  times(rows: Float64Array, block: number): Float64Array<ArrayBuffer>;
}

function normalisedAdjacency({ n, heads, tails, weights }: Graph): Product {
  const degrees = new Float64Array(n);
  for (let edge = 0; edge < heads.length; edge++) (degrees[heads[edge] as number] as number) += weights[edge] as number;
  const roots = degrees.map((degree) => Math.sqrt(degree));
  const entries = Float64Array.from(weights, (weight, edge) => weight / ((roots[heads[edge] as number] as number) * (roots[tails[edge] as number] as number)));
  return {
    roots,
    times(rows, block) {
      const out = new Float64Array(block * n);
      for (let b = 0; b < block; b++) {
        const from = rows.subarray(b * n, (b + 1) * n), to = out.subarray(b * n, (b + 1) * n);
        for (let edge = 0; edge < heads.length; edge++) (to[heads[edge] as number] as number) += (entries[edge] as number) * (from[tails[edge] as number] as number);
      }
      return out;
    },
  };
}

/** Chebyshev's polynomial of S that is small over −1…cut, where the unwanted eigenvalues lie, and grows steeply towards 1. */
function* filtered(product: Product, basis: Float64Array, block: number, n: number, cut: number): Generator<void, Float64Array<ArrayBuffer>> {
  const half = Math.max((cut + 1) / 2, 1e-3), middle = half - 1;
  let before = basis;
  let now = product.times(basis, block).map((value, index) => (value - middle * (basis[index] as number)) / half);
  yield;
  for (let degree = 2; degree <= DEGREE; degree++) {
    const next = product.times(now, block);
    for (let index = 0; index < block * n; index++) next[index] = (2 * ((next[index] as number) - middle * (now[index] as number))) / half - (before[index] as number);
    before = now;
    now = next;
    yield;
  }
  return now;
}

function isSettled(basis: Float64Array, image: Float64Array, values: Float64Array, count: number, n: number): boolean {
  for (let vector = 0; vector < count; vector++) {
    let squared = 0;
    for (let index = vector * n; index < (vector + 1) * n; index++) squared += ((image[index] as number) - (values[vector] as number) * (basis[index] as number)) ** 2;
    if (Math.sqrt(squared) > TOLERANCE) return false;
  }
  return true;
}
