import type { View } from '../../state/view';
import { mapFacts } from '../map-captions';
import { nPointsOf } from './picture-facts';

type Described = Pick<View, 'map' | 'mode' | 'left' | 'journey' | 'projection' | 'layer' | 'mix'>;

export interface FigureWords {
  readonly title: string;
  readonly subtitle: string;
  readonly note: string;
}

/** What colours mean, with how many points have each; null: nothing, or a value. */
export type LegendWords = readonly { readonly label: string; readonly n: number }[] | null;

/** What a picture shows, to whoever cannot see it: the kind of picture, what is in it, what its colours mean, how it was made. Sentences, one line. */
export function altDescription(
  view: Described,
  { title, subtitle, note }: FigureWords,
  legend: LegendWords,
  ramp: { readonly title: string; readonly low: string; readonly high: string } | null,
): string {
  const colours =
    ramp !== null
      ? `Colours show ${ramp.title}, from ${ramp.low} to ${ramp.high}.`
      : legend === null || legend.length === 0
        ? ''
        : `Colours and shapes: ${legend.map(({ label, n }) => `${label} ${n.toLocaleString('en')}`).join(', ')}.`;
  return [`${kindOf(view)}: ${title}.`, subtitle, colours, note === '' ? '' : `${note}.`]
    .filter((part) => part !== '')
    .join(' ')
    .replace(/\s+/gu, ' ');
}

function kindOf(view: Described): string {
  const { map, mode, left } = view;
  const n = nPointsOf(view).toLocaleString('en');
  if (left !== null) return `Two maps side by side, of ${nPointsOf(left).toLocaleString('en')} and ${n} points`;
  if (map.kind === 'static') return `Map of ${map.forms.length.toLocaleString('en')} word forms and ${map.words.length.toLocaleString('en')} near words`;
  if (mode === 'strata') return `Maps of all layers as floors above each other, of ${n} points each`;
  return `Map of ${n} points in ${map.parameters.nComponents === 2 ? 'two' : 'three'} dimensions`;
}

/** How a picture was made, as JSON: where the vectors come from, less what may differ from run to run, and all that made the map. */
export function pictureProvenance(view: Described, vectors: Readonly<Record<string, unknown>>, left: Readonly<Record<string, unknown>> | null): string {
  return JSON.stringify({ ...madeOf(view, vectors), ...(left === null || view.left === null ? {} : { left: madeOf(view.left, left) }) });
}

function madeOf(view: Described, vectors: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { map, mode } = view;
  const steady = Object.fromEntries(Object.entries(vectors).filter(([field]) => !['device', 'nCached', 'values', 'offsets'].includes(field)));
  return { ...steady, mode, map: { settings: mapFacts(view).settings, seed: map.parameters.seed, parameters: map.parameters } };
}
