import type { View } from '../../state/view';
import { mapFacts } from '../map-captions';

const DIMENSIONS = { 2: 'two', 3: 'three' } as const;
const METRICS = { cosine: 'cosine distances', euclidean: 'Euclidean distances' } as const;

/** What the methods of a paper say of the map, after what they say of the vectors. */
export function mapMethods(view: Pick<View, 'map' | 'projection' | 'journey'>): string {
  const { map } = view;
  const { settings } = mapFacts(view);
  const { method, nComponents, metric } = map.parameters;
  const isAlong = map.kind === 'cloud' && map.along !== undefined;
  const made = `The map in ${DIMENSIONS[nComponents]} dimensions was made ${method === 'pca' ? '' : `from ${METRICS[metric]} `}with ${settings}.`;
  return [isAlong ? `${settings}.` : made, ...qualityText(view)].join(' ');
}

function qualityText({ map: { quality } }: Pick<View, 'map'>): string[] {
  if (quality === null) return [];
  const { k, trustworthiness, continuity, neighboursKept, nMeasured } = quality;
  return [`Its trustworthiness is ${trustworthiness.toFixed(3)} and its continuity ${continuity.toFixed(3)} (k = ${k}), and it keeps ${neighboursKept.toFixed(1)} of 10 nearest neighbours, measured on ${nMeasured.toLocaleString('en')} points.`];
}
