import { DEFAULT_PROJECTION, type MapQuality, type ProjectionMethod, type ProjectionParameters } from '@contract/projection';
import { counted } from './captions';
import { directionName, type FoundDirection } from '../sets/direction';
import type { MapMove, View } from '../state/view';

export const METHOD_NAMES: Readonly<Record<ProjectionMethod, string>> = { umap: 'UMAP', 'umap-js': 'umap-js', pca: 'PCA', tsne: 't-SNE' };
export const INIT_NAMES: Readonly<Record<ProjectionParameters['init'], string>> = { pca: 'PCA', spectral: 'spectral', random: 'random' };

/** "UMAP, 15 neighbours, min. distance 0.10, seed 42": the settings really used (beyond these four the unusual ones), and why where they differ from those asked for. */
export function mapSettings(used: ProjectionParameters, wanted: ProjectionParameters, n: number): string {
  return `${[METHOD_NAMES[used.method], ...methodSettings(used), ...commonSettings(used)].join(', ')}${whyOther(used, wanted, n)}`;
}

function methodSettings(used: ProjectionParameters): string[] {
  const { method, nNeighbors, minDist, seed, perplexity, nComponents, init, nEpochs } = used;
  if (method === 'pca') return [`${nComponents} components`];
  if (method === 'tsne') return [`perplexity ${perplexity}`, `seed ${seed}`];
  const unusual = (name: 'spread' | 'localConnectivity' | 'setOpMixRatio' | 'negativeSampleRate' | 'repulsionStrength', words: string): string[] =>
    used[name] === DEFAULT_PROJECTION[name] ? [] : [`${words} ${used[name]}`];
  return [
    `${nNeighbors} neighbours`, `min. distance ${minDist.toFixed(2)}`, `seed ${seed}`,
    ...unusual('spread', 'spread'), ...unusual('localConnectivity', 'local connectivity'), ...unusual('setOpMixRatio', 'union share'),
    ...unusual('negativeSampleRate', 'negative samples'), ...unusual('repulsionStrength', 'repulsion'),
    ...(nEpochs === null ? [] : [`${nEpochs.toLocaleString('en')} epochs`]),
    ...(init === DEFAULT_PROJECTION.init ? [] : [`${INIT_NAMES[init]} start`]),
  ];
}

function commonSettings({ metric, nPcaComponents }: ProjectionParameters): string[] {
  return [...(metric === 'euclidean' ? ['euclidean'] : []), ...(nPcaComponents === null ? [] : [`${nPcaComponents} principal components first`])];
}

function whyOther(used: ProjectionParameters, wanted: ProjectionParameters, n: number): string {
  if (used.method !== wanted.method) {
    const needs = wanted.method === 'tsne' ? '' : ` with ${wanted.nNeighbors} neighbours`;
    return `: ${counted(n, 'point')} are too few for ${METHOD_NAMES[wanted.method]}${needs}`;
  }
  if (used.method === 'tsne' && used.perplexity !== wanted.perplexity) return `: ${counted(n, 'point')} allow no higher perplexity`;
  return '';
}

/** Below this many kept neighbours of ten the map says so itself. */
export const FEW_KEPT = 5;

export function keptNeighbours(quality: MapQuality): string {
  return `${quality.neighboursKept.toFixed(1)} of 10 nearest neighbours kept in the map`;
}

export function qualityWarning(quality: MapQuality | null): string | null {
  // Compared as it is written: "5.0" is not below five.
  if (quality === null || Number(quality.neighboursKept.toFixed(1)) >= FEW_KEPT) return null;
  return `This map keeps ${quality.neighboursKept.toFixed(1)} of 10 neighbours. Trust the distances, not the picture.`;
}

/** "Measured on 2,000 of 50,000 points"; null where all were. */
export function sampleLine(quality: MapQuality | null, n: number): string | null {
  return quality === null || quality.nMeasured >= n ? null : `Measured on ${quality.nMeasured.toLocaleString('en')} of ${counted(n, 'point')}`;
}

/** What an approximate search of neighbours found; null where it was exact or there was none. */
export function recallLine(recall: number | null): string | null {
  // Never rounded up to all.
  return recall === null || recall >= 1 ? null : `Neighbour search found ${(Math.floor(recall * 1000) / 10).toFixed(1)}%`;
}

/** "Alignment residual 0.12 to layer 5" */
export const moveLine = (move: MapMove | null): string | null => (move === null ? null : `Alignment residual ${move.residual.toFixed(2)} to ${move.from}`);

/** How the maps of a journey belong together: only UMAP lays them out as one. */
const togetherText = ({ method }: ProjectionParameters, nLayers: number): string => (method === 'umap' ? `, ${nLayers} layers laid together` : `, ${nLayers} layers turned onto one another`);

/** What the axes of a map along a direction are. */
const alongSettings = (direction: FoundDirection, nComponents: number): string => `Left to right: projection on ${directionName(direction)} in ${direction.where}; ${nComponents === 3 ? 'y and z: first two principal components' : 'y: first principal component'} of what is left`;

/** Everything that is said of a map: below the scene, and in every picture of it. */
export interface MapFacts {
  readonly settings: string;
  readonly quality: readonly string[];
  readonly warning: string | null;
}

export function mapFacts({ map, projection, journey }: Pick<View, 'map' | 'projection' | 'journey'>): MapFacts {
  const n = map.kind === 'cloud' ? map.rows.length : map.forms.length + map.words.length;
  // With eleven points or fewer everybody is among everybody's ten nearest.
  const isTelling = n > 11;
  const warning = isTelling ? qualityWarning(map.quality) : null;
  const { quality } = map;
  const along = map.kind === 'cloud' ? map.along?.direction : undefined;
  return {
    settings:
      along !== undefined
        ? alongSettings(along, map.parameters.nComponents)
        : `${mapSettings(map.parameters, projection, n)}${map.kind === 'cloud' && map.startedFrom !== null ? `, started from ${map.startedFrom}` : ''}${journey === null ? '' : togetherText(map.parameters, journey.stops.length)}`,
    quality: [
      ...(quality === null
        ? []
        : [
            `Trustworthiness ${quality.trustworthiness.toFixed(2)}`,
            `Continuity ${quality.continuity.toFixed(2)}`,
            ...(warning === null && isTelling ? [keptNeighbours(quality)] : []),
          ]),
      sampleLine(quality, n),
      ...(map.kind === 'cloud' ? [recallLine(map.neighbourRecall), moveLine(map.move)] : []),
    ].filter((line) => line !== null),
    warning,
  };
}
