import { Failure } from '@contract/failure';
import type { Projection } from '@contract/projection';
import { applyProcrustes, procrustes, residualOf, type Residual } from './align/procrustes';
import { projectionSteps, type ProjectionInput, type ProjectionStep } from './project';
import { defaultEpochs } from './umap/edges';

/** Rows to map, and the map that they or most of them had. */
export interface WarmInput extends ProjectionInput {
  /** `[n]`: the row that each row, ghosts too, had in the earlier map; −1 where it is new. */
  readonly ids: Int32Array;
  readonly earlier: EarlierMap;
}

export interface EarlierMap {
  /** `[m, nComponents]`, as many components as are wanted now. */
  readonly coordinates: Float32Array;
  /** See `Projection.unit`; null: only the arrangement is taken, and the layout is run in full. */
  readonly unit: number | null;
}

export interface WarmProjection {
  /** Turned and moved onto the earlier picture. */
  readonly projection: Projection;
  /** How far each row (`[n]`, NaN where new) and all together moved. */
  readonly residual: Residual;
}

/** How a layout goes on: its share of the usual epochs, and the learning rate of the first. */
interface Gait {
  readonly share: number;
  readonly learningRate: number;
}

/** Some rows came or went: the map is where it was. */
const FEW_CHANGES: Gait = { share: 0.2, learningRate: 0.1 };
/** Other vectors or settings for the same rows. On seven layers × 2,000 occurrences as faithful as maps from scratch, at two thirds of the way between them. */
const OTHER_VECTORS: Gait = { share: 0.5, learningRate: 0.25 };
const IN_FULL: Gait = { share: 1, learningRate: 1 };
/** With more new rows than this share the map is another one. */
const MOST_NEW = 0.3;
/** A layout starts in a box of this half side, as umap-learn's. */
const START_RADIUS = 10;

/**
 * Maps rows from where they stood in an earlier map: known rows start at their places, new ones at their neighbours' weighted mean. Where rows came
 * or went, a fifth of the epochs at a low learning rate follows; where the same rows come with other vectors, half of them; in full where more than
 * 30 % of the rows are new or the earlier map has no unit. The result is turned, mirrored and moved onto the earlier picture, without a factor.
 * Methods that take no start (PCA, t-SNE) make their map as ever, which is then turned.
 * @throws Failure 'bad-input' for ids that do not fit, and what `projectionSteps` throws.
 */
export function* warmSteps(input: WarmInput): Generator<ProjectionStep, WarmProjection> {
  const { ids, earlier, parameters: { nComponents }, n, nExtra } = input;
  const places = placesOf(ids, earlier.coordinates, n, nComponents);
  const projection = yield* continuedSteps(input, places);
  const nFitted = n - nExtra;
  const isKnown = ids.subarray(0, nFitted).some((id) => id >= 0);
  const coordinates = isKnown ? applyProcrustes(procrustes(places, projection.coordinates, nComponents, { nFitted }), projection.coordinates) : projection.coordinates;
  return { projection: { ...projection, coordinates }, residual: residualOf(places, coordinates, nComponents, nFitted) };
}

function* continuedSteps({ values, n, dim, nExtra, parameters, ids, earlier, neighbours }: WarmInput, places: Float32Array): Generator<ProjectionStep, Projection> {
  const input: ProjectionInput = { values, n, dim, nExtra, parameters, ...(neighbours === undefined ? {} : { neighbours }) };
  const { share, learningRate } = gaitOf(ids, earlier, parameters.nComponents);
  if (parameters.method !== 'umap' || !ids.some((id) => id >= 0)) return yield* projectionSteps(input);
  const nEpochs = Math.max(1, Math.round((parameters.nEpochs ?? defaultEpochs(n)) * share));
  const start = places.map((value) => value * (earlier.unit ?? START_RADIUS));
  const projection = yield* projectionSteps({ ...input, start, learningRate, parameters: { ...parameters, nEpochs } });
  // The number of epochs that was asked for stays: from scratch, the same map would take that many.
  return { ...projection, parameters };
}

function gaitOf(ids: Int32Array, { coordinates, unit }: EarlierMap, nComponents: number): Gait {
  const nKnown = ids.reduce((count, id) => count + (id >= 0 ? 1 : 0), 0);
  if (unit === null || nKnown < (1 - MOST_NEW) * ids.length) return IN_FULL;
  return nKnown === ids.length && ids.length * nComponents === coordinates.length ? OTHER_VECTORS : FEW_CHANGES;
}

/** `[n, nComponents]`: where the rows stood, NaN where they are new. */
function placesOf(ids: Int32Array, coordinates: Float32Array, n: number, nComponents: number): Float32Array {
  const nEarlier = coordinates.length / nComponents;
  if (ids.length !== n || !Number.isInteger(nEarlier)) throw new Failure('bad-input', `The earlier map does not fit: ${ids.length} ids for ${n} rows, ${coordinates.length} numbers in ${nComponents}-D. Compute the map anew.`);
  const places = new Float32Array(n * nComponents).fill(NaN);
  ids.forEach((id, row) => {
    if (id >= nEarlier) throw new Failure('bad-input', `Row ${row + 1} is said to be row ${id + 1} of an earlier map of ${nEarlier}. Compute the map anew.`);
    if (id >= 0) places.set(coordinates.subarray(id * nComponents, (id + 1) * nComponents), row * nComponents);
  });
  return places;
}
