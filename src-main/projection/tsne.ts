import { Failure } from '@contract/failure';
import { TSNE_LIMIT, type ProjectionParameters } from '@contract/projection';
import { N_AT_ONCE, openLines } from './distance-lines';
import type { Rows } from '@vectors/rows';
import { openDescent } from './tsne-descent';
import { exp, ln } from './umap/exp-log';

export interface TsneStep {
  readonly done: number;
  readonly total: number;
  /** A copy, `[n, nComponents]`, while the points move. */
  readonly coordinates?: () => Float32Array<ArrayBuffer>;
}

/** As openTSNE: 250 epochs to gather, 500 to spread; another number is divided alike. */
const DEFAULT_EPOCHS = 750;
const EARLY_SHARE = 1 / 3;
/** A start this small lets the first epochs arrange the points freely (Kobak & Berens 2019). */
const START_DEVIATION = 1e-4;
const MAX_BISECTIONS = 50;
const TOLERANCE = 1e-4;
const LEAST_AFFINITY = 1e-100;

/**
 * t-SNE (van der Maaten & Hinton 2008), every pair of points counted, in short steps.
 * Squared distances are Euclidean, under the cosine metric those of rows of length 1. Returns `[n, nComponents]`.
 * @param start `[n, nComponents]`, in any scale.
 * @throws Failure 'too-large' above TSNE_LIMIT rows, 'bad-input' where (n − 1) / 3 is below the perplexity.
 */
export function* tsne(rows: Rows, start: Float32Array, parameters: Pick<ProjectionParameters, 'perplexity' | 'nEpochs' | 'nComponents' | 'metric'>): Generator<TsneStep, Float32Array> {
  const { n } = rows;
  checkTsne(n, parameters.perplexity);
  const total = parameters.nEpochs ?? DEFAULT_EPOCHS;
  const affinities = new Float64Array(n * n);
  yield* fillConditional(affinities, rows, parameters);
  yield* makeJoint(affinities, n);
  const descent = openDescent(affinities, scaledStart(start), n, parameters.nComponents);
  const coordinates = (): Float32Array<ArrayBuffer> => Float32Array.from(descent.points);
  const nEarly = Math.round(total * EARLY_SHARE);
  for (let epoch = 0; epoch < total; epoch++) {
    descent.epoch(epoch < nEarly);
    yield { done: epoch + 1, total, coordinates };
  }
  return coordinates();
}

/** @throws Failure as {@link tsne}. */
export function checkTsne(n: number, perplexity: number): void {
  if (n > TSNE_LIMIT) throw new Failure('too-large', `t-SNE is limited to ${TSNE_LIMIT.toLocaleString('en')} points, you have ${n.toLocaleString('en')}. Choose UMAP, or fewer points.`);
  const least = Math.ceil(3 * perplexity) + 1;
  if (n < least) throw new Failure('bad-input', `Too few points for t-SNE with perplexity ${perplexity}: ${least} needed, you have ${n}. Lower the perplexity.`);
}

/** Each row of `out` `[n, n]` becomes its distribution over the others, of the entropy ln(perplexity). */
function* fillConditional(out: Float64Array, rows: Rows, { perplexity, metric }: Pick<ProjectionParameters, 'perplexity' | 'metric'>): Generator<TsneStep, void> {
  const { n } = rows;
  const opening = openLines(rows, metric);
  let opened = opening.next();
  for (; opened.done !== true; opened = opening.next()) yield { done: 0, total: n };
  const target = ln(perplexity);
  // Unit rows: squared distance = 2 (1 − cosine).
  const scale = metric === 'cosine' ? 2 : 1;
  for (let from = 0; from < n; from += N_AT_ONCE) {
    const picked = Int32Array.from({ length: Math.min(N_AT_ONCE, n - from) }, (_, place) => from + place);
    const reading = opened.value.from(picked);
    let read = reading.next();
    for (; read.done !== true; read = reading.next()) yield { done: from, total: n };
    for (const [place, row] of picked.entries()) {
      const line = out.subarray(row * n, (row + 1) * n);
      const squares = Float64Array.from(read.value.subarray(place * n, (place + 1) * n), (value) => value * scale);
      conditional(line, squares, row, target);
      if (place % 8 === 7) yield { done: row + 1, total: n };
    }
  }
}

/** exp(−β (d² − least)) over its sum, β by bisection (van der Maaten & Hinton 2008, section 2). */
function conditional(line: Float64Array, squares: Float64Array, row: number, target: number): void {
  let least = Infinity, most = 0;
  squares.forEach((square, other) => {
    if (other === row) return;
    least = Math.min(least, square);
    most = Math.max(most, square - least);
  });
  let low = 0, high = Infinity;
  // Distances of any scale: the search starts at the row's own.
  let beta = most > 0 ? 1 / most : 1;
  for (let bisection = 0; bisection < MAX_BISECTIONS; bisection++) {
    let sum = 0, weighted = 0;
    for (let other = 0; other < squares.length; other++) {
      const beyond = (squares[other] as number) - least;
      const weight = other === row ? 0 : exp(-beta * beyond);
      line[other] = weight;
      sum += weight;
      weighted += weight * beyond;
    }
    for (let other = 0; other < line.length; other++) (line[other] as number) /= sum;
    const entropy = ln(sum) + (beta * weighted) / sum;
    if (Math.abs(entropy - target) < TOLERANCE) return;
    if (entropy > target) low = beta;
    else high = beta;
    beta = high === Infinity ? beta * 2 : (low + high) / 2;
  }
}

/** The mean of both directions, over n, in place. */
function* makeJoint(affinities: Float64Array, n: number): Generator<TsneStep, void> {
  for (let row = 0; row < n; row++) {
    for (let other = row; other < n; other++) {
      const joint = Math.max(((affinities[row * n + other] as number) + (affinities[other * n + row] as number)) / (2 * n), LEAST_AFFINITY);
      affinities[row * n + other] = joint;
      affinities[other * n + row] = joint;
    }
    if (row % 256 === 255) yield { done: n, total: n };
  }
}

function scaledStart(start: Float32Array): Float64Array {
  let squared = 0;
  for (const value of start) squared += value * value;
  const deviation = Math.sqrt(squared / start.length);
  return Float64Array.from(start, (value) => (deviation > 0 ? (value / deviation) * START_DEVIATION : 0));
}
