import { Failure } from '@contract/failure';
import type { AlignedProjection, Projection, ProjectionParameters } from '@contract/projection';
import { checkParameters } from '../check-parameters';
import { projectionSteps } from '../project';
import type { Rows } from '@vectors/rows';
import type { AlignedStep } from '../step';
import { jointMaps, type LaidMaps } from './joint';
import { applyProcrustes, procrustes, residualOf } from './procrustes';
import { unfoundedSteps } from './unfounded';

/** The same occurrences seen several times: row i of every slice is the same one. The last `nExtra` rows of each are ghosts. */
export interface AlignedInput {
  readonly slices: readonly Rows[];
  readonly nExtra: number;
  readonly parameters: ProjectionParameters;
  /** 0…1: how strongly an occurrence's points in neighbouring slices pull each other; 0: only the start is shared. {@link ALIGNMENT} by default. */
  readonly alignment?: number;
}

/** Halves and more of the way that independent maps lie apart, for a hundredth of trustworthiness: see aligned.test.ts. */
export const ALIGNMENT = 0.5;

/**
 * One map a slice, laid so that an occurrence moves little from one to the next. UMAP lays all slices together (after AlignedUMAP in umap-learn;
 * see {@link jointMaps}); PCA, t-SNE and umap-js make a map a slice. Each map is then turned and mirrored onto the one before it, without a factor.
 * Every map is normalised by itself: centre at the origin, 95th percentile of the radius 1.
 * @throws Failure 'bad-input' where there is no slice, where slices differ in rows, for an alignment outside 0…1, and what `projectionSteps` throws.
 */
export function* alignedSteps(input: AlignedInput): Generator<AlignedStep, AlignedProjection> {
  const { slices, nExtra, parameters, alignment = ALIGNMENT } = input;
  const n = slices[0]?.n ?? 0;
  if (slices.length === 0) throw new Failure('bad-input', 'There is no layer to align. Choose at least one.');
  const odd = slices.findIndex((slice) => slice.n !== n);
  if (odd !== -1) throw new Failure('bad-input', `Aligned maps show the same rows: the first has ${n}, number ${odd + 1} has ${slices[odd]?.n}. Embed the set again.`);
  if (!(alignment >= 0 && alignment <= 1)) throw new Failure('bad-input', `The alignment lies between 0 and 1, got ${alignment}. Choose one in that range.`);
  for (const { dim } of slices) checkParameters(parameters, n, dim);
  const laid = parameters.method === 'umap' ? yield* jointMaps(slices, nExtra, parameters, alignment) : yield* separateMaps(slices, nExtra, parameters);
  return chained(laid, nExtra);
}

function* separateMaps(slices: readonly Rows[], nExtra: number, parameters: ProjectionParameters): Generator<AlignedStep, LaidMaps> {
  const maps: Projection[] = [];
  for (const [slice, rows] of slices.entries()) {
    const steps = projectionSteps({ ...rows, nExtra, parameters });
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) yield { stage: step.value.stage, done: step.value.done, total: step.value.total, slice };
    maps.push(step.value);
  }
  return { maps, changes: null };
}

/** Turns each map onto the one before it. Both are centred, so that the shift is rounding. */
function chained({ maps, changes }: LaidMaps, nExtra: number): AlignedProjection {
  const turned: Projection[] = [];
  const residuals: Float32Array[] = [], meanResiduals: number[] = [];
  for (const map of maps) {
    const before = turned[turned.length - 1];
    const { nComponents } = map.parameters;
    const nFitted = map.n - nExtra;
    if (before === undefined || nFitted === 0) {
      turned.push(map);
      continue;
    }
    const coordinates = applyProcrustes(procrustes(before.coordinates, map.coordinates, nComponents, { nFitted }), map.coordinates);
    const { distances, mean } = residualOf(before.coordinates, coordinates, nComponents, nFitted);
    turned.push({ ...map, coordinates });
    residuals.push(distances);
    meanResiduals.push(mean);
  }
  return { slices: turned, residuals, meanResiduals, unfounded: changes && residuals.map((distances, step) => unfoundedSteps(distances, changes[step] ?? new Float32Array(0))) };
}
