import { Failure } from '@contract/failure';
import { PROJECTION_INITS, PROJECTION_METHODS, type ProjectionParameters } from '@contract/projection';
import { checkTsne } from './tsne';

/**
 * Refuses parameters that a map of n rows cannot have; see `ProjectionParameters` for their ranges. Only what the method uses is looked at.
 * @throws Failure 'bad-input', and 'too-large' for t-SNE of too many rows.
 */
export function checkParameters(parameters: ProjectionParameters, n: number, dim: number): void {
  const { method, nComponents, metric, init, seed, nEpochs, nPcaComponents } = parameters;
  if (!PROJECTION_METHODS.includes(method)) throw refused(`There is no method ${method}`, `Choose one of ${PROJECTION_METHODS.join(', ')}`);
  if (![2, 3].includes(nComponents)) throw refused(`A map has 2 or 3 dimensions, not ${nComponents}`, 'Choose one of them');
  if (!['cosine', 'euclidean'].includes(metric)) throw refused(`There is no metric ${metric}`, 'Choose cosine or euclidean');
  requireRange('The seed', seed, 0, 2 ** 32 - 1, true);
  if (nPcaComponents !== null) requireRange('The number of principal components', nPcaComponents, 2, dim, true);
  if (method === 'pca') return;
  if (!PROJECTION_INITS.includes(init)) throw refused(`There is no start ${init}`, `Choose one of ${PROJECTION_INITS.join(', ')}`);
  if (nEpochs !== null) requireRange('The number of epochs', nEpochs, 1, 5_000, true);
  if (method === 'tsne') {
    if (init === 'spectral') throw refused('t-SNE has no spectral start', 'Choose PCA or random');
    requireRange('The perplexity', parameters.perplexity, 2, Infinity, false);
    checkTsne(n, parameters.perplexity);
    return;
  }
  const { nNeighbors, minDist, spread } = parameters;
  if (method === 'umap-js' && init === 'spectral') throw refused('umap-js has no spectral start', 'Choose PCA or random');
  if (n <= nNeighbors) throw new Failure('bad-input', `Too few points for a map: ${nNeighbors + 1} needed, you have ${n}.`);
  if (!(nNeighbors >= 2)) throw new Failure('bad-input', `A map needs at least 2 neighbours, got ${nNeighbors}. Raise the number of neighbours.`);
  requireRange('The number of neighbours', nNeighbors, 2, 500, true);
  if (!(spread > 0 && spread <= 10)) throw refused(`The spread lies above 0 and up to 10, got ${spread}`, 'Choose one in that range');
  requireRange('The least distance', minDist, 0, spread, false);
  requireRange('The local connectivity', parameters.localConnectivity, 0, nNeighbors - 1, false);
  requireRange('The mix of union and intersection', parameters.setOpMixRatio, 0, 1, false);
  requireRange('The number of negative samples', parameters.negativeSampleRate, 0, 50, false);
  requireRange('The strength of repulsion', parameters.repulsionStrength, 0, 10, false);
}

function requireRange(what: string, value: number, least: number, most: number, isWhole: boolean): void {
  if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return;
  const range = most === Infinity ? `is ${least} or more` : `lies between ${least} and ${most}`;
  throw refused(`${what} ${range}${isWhole ? ' and is whole' : ''}, got ${value}`, 'Choose one in that range');
}

function refused(what: string, advice: string): Failure {
  return new Failure('bad-input', `${what}. ${advice}.`);
}
