import type { EmbeddingSummary, GhostVectors } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { axisBetween, unitRowsOf } from '@semantics/direction';
import type { FoundDirection } from '../../sets/direction';
import type { CloudMap, View, ViewTarget } from '../../state/view';
import { tableOf } from '../selection/measure';
import type { TellStep } from '../view/latest';
import { cloudMap, projectCloud } from './project-cloud';
import { mapStageName, projector } from './projection';
import { cloudSource, rowsWithVector } from './row-sources';
import { noticesWords } from '../../wording/interface/notices';
import { statusWords } from '../../wording/interface/status';

/**
 * Lays the map along the axis between two groups: x is the projection on it, y and z are the first principal components of what is left. @throws
 * Failure `bad-input` where the groups have no axis here
 */
export async function projectAlong(
  target: ViewTarget, along: FoundDirection, summary: EmbeddingSummary, vectors: Float32Array, ghosts: GhostVectors | null, shown: View | null, signal: AbortSignal, tell: TellStep,
): Promise<CloudMap> {
  const axis = axisBetween(unitRowsOf(tableOf(vectors, summary.dim)), { from: along.from.rows, to: along.to.rows });
  if (axis === null) throw new Failure('bad-input', noticesWords.noAxisToLayAlong);
  const parameters = { ...target.projection, method: 'pca' as const };
  tell(statusWords.drawingMap);
  const projection = await projector.along(cloudSource(summary, vectors, ghosts), parameters, axis, { signal, onProgress: ({ stage, done, total }) => { tell(mapStageName(stage), done, total); } });
  const over =
    shown?.map.kind === 'cloud' && shown.summary.key === summary.key && shown.set === target.set
      ? (shown.map.along?.over ?? shown.map)
      : await projectCloud({ ...target, along: null }, summary, vectors, ghosts, null, signal, tell);
  return { ...cloudMap(projection, target, rowsWithVector(summary), ghosts?.forms ?? [], null), along: { direction: along, over } };
}
