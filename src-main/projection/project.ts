import { Failure } from '@contract/failure';
import type { Projection, ProjectionParameters } from '@contract/projection';
import { checkParameters } from './check-parameters';
import type { Neighbours } from './neighbours';
import { normaliseCoordinates } from './normalise';
import { pcaSteps } from './pca';
import { mapQuality } from './quality';
import { checkRowsSteps, unitRowsSteps, type Rows } from '@vectors/rows';
import { counted, liveStep, staged, type ProjectionStep } from './step';
import { startSteps } from './umap/start';
import { tsne } from './tsne';
import { umapSteps } from './umap/umap';

export type { ProjectionStage, ProjectionStep } from './step';

/** What to project. The last `nExtra` rows (ghosts) take part in the map, but neither in its quality nor in its scale. */
export interface ProjectionInput extends Rows {
  readonly nExtra: number;
  readonly parameters: ProjectionParameters;
  /** `[n, nComponents]` in UMAP's own units (a map's coordinates × its `unit`): taken in place of what `init` names; rows with NaN start among their neighbours. UMAP and umap-js only. */
  readonly start?: Float32Array | null;
  /** Known neighbours of these very rows, nNeighbors or more a row; not together with nPcaComponents. */
  readonly neighbours?: Neighbours | null;
  /** UMAP's first learning rate, 1 by default: lower where the start is nearly right. */
  readonly learningRate?: number;
}

/** Coordinates before they are normalised. */
interface RawMap {
  readonly coordinates: Float32Array;
  readonly neighbours: Neighbours | null;
}

/**
 * Makes a map and measures it, one small step at a time, so that a caller can report, show, pause or stop between two steps. Steps of the
 * layout carry the map as it stands, normalised, which is made when it is read. Coordinates are normalised: centred, 95th percentile of the radius 1.
 * PCA and t-SNE under the cosine metric work on rows of length 1. With nPcaComponents the method sees the rows' first principal components (under
 * the cosine metric those of rows of length 1); the quality is measured in the original space all the same.
 * @throws Failure 'bad-input' for NaN rows, wrong lengths, parameters out of range or n ≤ nNeighbors with UMAP; 'too-large' for t-SNE above its limit.
 */
export function* projectionSteps(input: ProjectionInput): Generator<ProjectionStep, Projection> {
  const { values, n, dim, nExtra, parameters, neighbours: known = null } = input;
  const { nComponents, metric, nPcaComponents, method } = parameters;
  const rows = { values, n, dim };
  yield* counted('check', checkRowsSteps(rows), n);
  if (nExtra < 0 || nExtra > n) throw new Failure('bad-input', `Expected 0 to ${n} extra rows, got ${nExtra}. Check what is projected.`);
  checkParameters(parameters, n, dim);
  if (known !== null && (nPcaComponents !== null || known.indices.length !== n * known.k)) throw new Failure('internal', `Neighbours of ${known.indices.length / known.k} rows do not fit ${n} rows.`);
  const raw = yield* rawMap(input, rows);
  const { coordinates, unit } = normaliseCoordinates(raw.coordinates, nComponents, nExtra);
  const neighboursOfRows = nPcaComponents === null ? raw.neighbours : null;
  const { quality, distortion } = yield* staged('quality', mapQuality(rows, coordinates, nComponents, metric, neighboursOfRows, nExtra));
  const isUmap = method === 'umap' || method === 'umap-js';
  return { coordinates, n, parameters, quality, distortion, neighbourRecall: raw.neighbours?.recall ?? null, unit: isUmap ? unit : null };
}

function* rawMap(input: ProjectionInput, rows: Rows): Generator<ProjectionStep, RawMap> {
  const { nExtra, parameters } = input;
  const { method, metric, nComponents, nPcaComponents } = parameters;
  const source = nPcaComponents === null ? rows : yield* reduced(rows, parameters, nPcaComponents);
  if (method === 'pca') {
    // Components of components are the same ones.
    const units = metric === 'cosine' && nPcaComponents === null ? yield* counted('check', unitRowsSteps(source), source.n) : source;
    return { coordinates: (yield* staged('components', pcaSteps(units, nComponents))).coordinates, neighbours: null };
  }
  // Distances of reduced rows stand for the cosine's: see `reduced`.
  const seen = nPcaComponents === null ? parameters : { ...parameters, metric: 'euclidean' as const };
  if (method !== 'tsne') return yield* umapSteps({ ...input, rows: source, isHalvedSquare: nPcaComponents !== null && metric === 'cosine', parameters: { ...seen, method } });
  const graph = { n: source.n, heads: new Int32Array(0), tails: new Int32Array(0), weights: new Float32Array(0) };
  const start = yield* staged('start', startSteps({ rows: source, graph, parameters: seen }));
  const steps = tsne(source, start, seen);
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    const { done, total, coordinates } = step.value;
    yield coordinates === undefined ? { stage: 'graph', done, total } : liveStep(done, total, coordinates, nComponents, nExtra);
  }
  return { coordinates: step.value, neighbours: null };
}

/**
 * The first principal components. Under the cosine metric of rows of length 1, whose Euclidean distance d is the cosine's: 1 − cos = d² / 2;
 * the cosine of the components themselves, which are centred, would be another thing.
 */
function* reduced(rows: Rows, { metric }: ProjectionParameters, nPcaComponents: number): Generator<ProjectionStep, Rows> {
  const units = metric === 'cosine' ? yield* counted('check', unitRowsSteps(rows), rows.n) : rows;
  const { coordinates } = yield* staged('components', pcaSteps(units, nPcaComponents));
  return { values: coordinates, n: rows.n, dim: nPcaComponents };
}

/**
 * Runs {@link projectionSteps} to its end without a pause.
 * @param onStep called after each step; answers whether to go on.
 * @throws Failure 'cancelled' when `onStep` returned false, and what `projectionSteps` throws.
 */
export function project(input: ProjectionInput, onStep?: (step: ProjectionStep) => boolean): Projection {
  const steps = projectionSteps(input);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (onStep?.(step.value) === false) throw new Failure('cancelled', 'The map was cancelled. The previous one is unchanged.');
  }
}
