import { session } from '../../state/session.svelte';
import { shownLayer, type View } from '../../state/view';
import type { SideFacts } from '../../wording/side-figures';
import { equalGroups, nDifferent } from '../map/equal-vectors';
import { rowsWithVector } from '../map/row-sources';

const counted = new WeakMap<Float32Array, number>();

/** Different vectors among those of a view; counted once. */
function nVectorsOf(view: View): number {
  if (view.map.kind === 'static') return view.map.nForms;
  const known = counted.get(view.vectors);
  if (known !== undefined) return known;
  const { summary } = shownLayer(view);
  const rows = rowsWithVector(summary);
  const n = nDifferent(rows, equalGroups(view.vectors, summary.dim, rows));
  counted.set(view.vectors, n);
  return n;
}

/** What the figures of a comparison say of one of its sides. */
export function sideFactsOf(view: View): SideFacts {
  const { summary, layer } = shownLayer(view);
  return {
    nVectors: nVectorsOf(view), nOccurrences: summary.nOccurrences, nMissing: summary.missing.length, contrast: summary.contrast?.[layer] ?? null,
    baseline: session.baselineOf(view), recall: summary.senseRecall?.[layer] ?? null, trustworthiness: view.map.quality?.trustworthiness ?? null,
  };
}
