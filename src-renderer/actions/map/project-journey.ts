import type { EmbeddingSummary, GhostVectors } from '@contract/embedding';
import { applyProcrustes, procrustes } from '@projection/align/procrustes';
import type { CloudMap, Journey, JourneyStop, View, ViewTarget } from '../../state/view';
import { fetchGhosts, fetchLayer } from '../view/embedding';
import type { TellStep } from '../view/latest';
import { cloudPlaces, cloudMap, withEqualMerged } from './project-cloud';
import { mapBefore } from './map-continuity';
import { mapStageName, parametersFor, projector } from './projection';
import { cloudSource, rowsWithVector } from './row-sources';
import { textsKey } from './texts-key';
import { statusWords } from '../../wording/interface/status';

/** The journeys made last: going back to the cloud and flying again costs nothing. */
const recent = new Map<string, Journey>();
const N_RECENT = 2;

/** No map depends on labels, of which the digest in the summary's key is made too. */
function keyOf(summary: EmbeddingSummary, { set, prompt, projection }: ViewTarget): string {
  return JSON.stringify([summary.key.slice(0, summary.key.lastIndexOf(':')), prompt, textsKey(set), projection]);
}

/**
 * Maps of all layers in one joint layout. The whole is turned so that the layer on screen, if it shows the same points, lies as it lay.
 * @throws Failure as the model or the projection throws it
 */
export async function projectJourney(asked: ViewTarget, summary: EmbeddingSummary, shown: View | null, signal: AbortSignal, tell: TellStep): Promise<Journey> {
  // Floors are flat.
  const target: ViewTarget = asked.mode === 'strata' ? { ...asked, projection: { ...asked.projection, nComponents: 2 } } : asked;
  const key = keyOf(summary, target);
  const known = recent.get(key);
  if (known !== undefined) return known;
  const rows = rowsWithVector(summary);
  const layers: { readonly vectors: Float32Array; readonly ghosts: GhostVectors | null }[] = [];
  for (let layer = 0; layer < summary.nLayers; layer++) {
    tell(statusWords.fetchingLayers, layer, summary.nLayers);
    const vectors = await fetchLayer(summary, layer, signal);
    const ghosts = target.model.kind === 'static' ? null : await fetchGhosts(summary, layer);
    signal.throwIfAborted();
    layers.push({ vectors, ghosts });
  }
  const wanted = parametersFor(target.projection, rows.length);
  const { slices, residuals: steps, meanResiduals: residuals, unfounded } = await projector.align(layers.map(({ vectors, ghosts }) => cloudSource(summary, vectors, ghosts)), wanted, null, {
    signal, onProgress: ({ stage, done, total }) => { tell(statusWords.layersTogether(mapStageName(stage), summary.nLayers), done, total); },
  });
  const stops = layers.flatMap(({ vectors, ghosts }, layer): JourneyStop[] => {
    const slice = slices[layer];
    return slice === undefined
      ? []
      : [
          {
            vectors,
            ghosts,
            map: {
              ...cloudMap(slice, target, rows, ghosts?.forms ?? [], null),
              move: layer === 0 ? null : { from: `layer ${layer - 1}`, residual: residuals[layer - 1] ?? 0 },
            },
          },
        ];
  });
  const journey = {
    stops: turnedLike(shown, target, stops).map((stop, layer) =>
      layer === 0 ? { ...stop, map: withEqualMerged(stop.map, stop.vectors, summary.dim) } : stop,
    ),
    steps: steps.map((step) => step.subarray(0, rows.length)),
    residuals,
    unfounded,
  };
  recent.set(key, journey);
  if (recent.size > N_RECENT) recent.delete(recent.keys().next().value ?? '');
  return journey;
}

/** All stops, turned and mirrored as one so that the one of the layer on screen lies as that layer does. */
function turnedLike(shown: View | null, target: ViewTarget, stops: readonly JourneyStop[]): readonly JourneyStop[] {
  const { nComponents } = target.projection;
  const here = stops[shown?.layer ?? target.layer] ?? stops[target.layer];
  if (here === undefined) return stops;
  const { map } = here;
  const before = mapBefore(shown, target, map.rows, map.ghosts.map(({ form }) => form), nComponents);
  if (before === null) return stops;
  const reference = new Float32Array(map.layout.length).fill(NaN);
  before.ids.forEach((id, row) => { if (id >= 0) reference.set(before.map.layout.subarray(id * nComponents, (id + 1) * nComponents), row * nComponents); });
  // No shift: every map of a journey has its middle at the origin, as the map on screen has.
  const turn = procrustes(reference, map.layout, nComponents, { nFitted: map.rows.length });
  const still = { ...turn, from: new Float64Array(nComponents), to: new Float64Array(nComponents) };
  return stops.map((stop) => ({ ...stop, map: placedAt(stop.map, applyProcrustes(still, stop.map.layout), nComponents) }));
}

const placedAt = (map: CloudMap, layout: Float32Array, nComponents: number): CloudMap => ({ ...map, layout, ...cloudPlaces(layout, nComponents, map.rows, map.ghosts.map(({ form }) => form)) });
