import { DEFAULT_PROJECTION, PROJECTION_INITS, PROJECTION_METHODS, type ProjectionParameters } from '@contract/projection';
import type { CommandArguments } from './arguments';

/** Options of `project` that are a map's parameters; umap-learn's names with hyphens. */
export const PARAMETER_OPTIONS = [
  'method', 'neighbors', 'min-dist', 'spread', 'local-connectivity', 'set-op-mix-ratio', 'negative-sample-rate', 'repulsion-strength', 'epochs', 'init', 'pca', 'perplexity',
  'components', 'metric', 'seed',
] as const;

const d = DEFAULT_PROJECTION;

/** What was not given has the app's default. Ranges that hang on other options or on the data are checked by the engine. @throws UsageError naming option, value and range. */
export function parametersOf(given: CommandArguments): ProjectionParameters {
  const optional = (name: string, min: number, max: number): number | null => (given.optional(name) === null ? null : given.number(name, min, min, max, true));
  return {
    method: given.choice('method', PROJECTION_METHODS, d.method),
    nNeighbors: given.number('neighbors', d.nNeighbors, 2, 500, true),
    minDist: given.number('min-dist', d.minDist, 0, 10, false),
    spread: given.number('spread', d.spread, 0.01, 10, false),
    localConnectivity: given.number('local-connectivity', d.localConnectivity, 0, 499, false),
    setOpMixRatio: given.number('set-op-mix-ratio', d.setOpMixRatio, 0, 1, false),
    negativeSampleRate: given.number('negative-sample-rate', d.negativeSampleRate, 0, 50, false),
    repulsionStrength: given.number('repulsion-strength', d.repulsionStrength, 0, 10, false),
    nEpochs: optional('epochs', 1, 5_000),
    init: given.choice('init', PROJECTION_INITS, d.init),
    nPcaComponents: optional('pca', 2, 100_000),
    perplexity: given.number('perplexity', d.perplexity, 2, 1_000, false),
    nComponents: given.number('components', d.nComponents, 2, 3, true) as 2 | 3,
    metric: given.choice('metric', ['cosine', 'euclidean'], d.metric),
    seed: given.number('seed', d.seed, 0, 2 ** 32 - 1, true),
  };
}
