import { TSNE_LIMIT, type Projection, type ProjectionParameters } from '@contract/projection';
import { Failure } from '@contract/failure';
import { ProjectionClient, type EarlierMap, type RowSource } from '../../projection/client';
import type { MapPosition } from '../../state/view';
import type { TellStep } from '../view/latest';
import { noticesWords } from '../../wording/interface/notices';
import { statusWords } from '../../wording/interface/status';

/** The window's only projection worker. */
export const projector = new ProjectionClient();

const STAGES: Readonly<Record<string, string>> = {
  check: statusWords.checkingVectors, components: statusWords.findingComponents, neighbours: statusWords.findingNeighbours, graph: statusWords.weighingNeighbours,
  start: statusWords.findingStart, layout: statusWords.drawingMap, quality: statusWords.measuringMap,
};

export const mapStageName = (stage: string): string => STAGES[stage] ?? statusWords.drawingMap;

/** t-SNE's neighbourhoods hold three times its perplexity; the least perplexity is 2. */
const fewestForTsne = 7;

/** What `n` points allow of what is wanted: below the number of neighbours the map is a PCA, and t-SNE's perplexity has its highest value. */
export function parametersFor(wanted: ProjectionParameters, n: number): ProjectionParameters {
  const { method, nNeighbors, perplexity } = wanted;
  if (method === 'tsne') {
    if (n > TSNE_LIMIT) throw new Failure('too-large', noticesWords.tsneTooLarge(TSNE_LIMIT, n));
    const highest = Math.floor((n - 1) / 3);
    return n < fewestForTsne ? { ...wanted, method: 'pca' } : perplexity > highest ? { ...wanted, perplexity: highest } : wanted;
  }
  return (method === 'umap' || method === 'umap-js') && n <= nNeighbors ? { ...wanted, method: 'pca' } : wanted;
}

/** Why a set of `n` points cannot be mapped as wanted; null where it can. */
export function mapRefusal(wanted: ProjectionParameters, n: number): string | null {
  return wanted.method === 'tsne' && n > TSNE_LIMIT ? noticesWords.tsneTooLargeHere(TSNE_LIMIT, n) : null;
}

export interface ProjectionTask {
  readonly source: RowSource;
  readonly wanted: ProjectionParameters;
  readonly earlier?: EarlierMap | null;
  readonly signal: AbortSignal;
  readonly tell: TellStep;
  readonly onPreview?: ((coordinates: Float32Array) => void) | undefined;
}

/** Maps the rows of a source; its extra ones (ghosts) are neither measured nor counted when the method is chosen. */
export function projectRows({ source, wanted, earlier = null, signal, tell, onPreview }: ProjectionTask): Promise<Projection> {
  tell(statusWords.drawingMap);
  const parameters = parametersFor(wanted, source.n - source.nExtra);
  return projector.project(source, parameters, earlier, { signal, onPreview, onProgress: ({ stage, done, total }) => { tell(mapStageName(stage), done, total); } });
}

/** `[n, nComponents]` → `[n, 3]`. */
export function toSpace(coordinates: Float32Array, nComponents: number): Float32Array {
  if (nComponents === 3) return coordinates;
  const out = new Float32Array((coordinates.length / nComponents) * 3);
  for (let point = 0; point < out.length / 3; point++) {
    for (let axis = 0; axis < nComponents; axis++) out[point * 3 + axis] = coordinates[point * nComponents + axis] as number;
  }
  return out;
}

export function mapPositionAt(coordinates: Float32Array, point: number): MapPosition {
  return [coordinates[point * 3] ?? 0, coordinates[point * 3 + 1] ?? 0, coordinates[point * 3 + 2] ?? 0];
}
