import { distancesWithoutContext, type FormRows, type SenseWithoutContext } from '@semantics/context-free';
import { meanOf } from '@semantics/neighbours';
import { averages } from '../../state/panels/averages.svelte';
import { session } from '../../state/session.svelte';
import { shownLayer, type View } from '../../state/view';
import { isCancelled, report } from '../failures';
import { rowFactsOf, tableOf } from '../selection/measure';
import { mapPositionAt, projector, toSpace } from './projection';
import { cloudSource } from './row-sources';

/** Forms with fewer occurrences have no average worth the name. */
const LEAST_ROWS = 5;
const MOST_FORMS = 6;

/** The forms of the set in its map, with the model's own vector of each; rows without a vector and without a form of their own are in none. */
function formsOf({ ghosts, map, summary, mixed, layer }: View): readonly FormRows[] {
  if (map.kind !== 'cloud') return [];
  const { dim } = shownLayer({ summary, mixed, layer }).summary;
  return (ghosts?.forms ?? []).map((form, index) => ({
    form, ghost: ghosts === null ? null : ghosts.values.subarray(index * dim, (index + 1) * dim), rows: [...map.rows].filter((_, point) => map.ghostOf[point] === index),
  })).filter(({ rows }) => rows.length > 0);
}

/** How far each sense is from what the word is without context, at the layer shown. */
export function withoutContext(view: View): readonly SenseWithoutContext[] {
  const { senseOf } = rowFactsOf(view);
  return distancesWithoutContext(tableOf(view.vectors, shownLayer(view).summary.dim), formsOf(view), senseOf);
}

/** Places the average of each form's occurrences in the map on screen, which does not move. */
export async function placeAverages(view: View): Promise<void> {
  const { map } = view;
  if (map.kind !== 'cloud' || averages.of === map) return;
  const { summary } = shownLayer(view);
  const table = tableOf(view.vectors, summary.dim);
  const forms = formsOf(view).filter(({ rows }) => rows.length >= LEAST_ROWS).sort((a, b) => b.rows.length - a.rows.length).slice(0, MOST_FORMS);
  if (forms.length === 0) return;
  const added = new Float32Array(forms.length * summary.dim);
  forms.forEach(({ rows }, index) => { added.set(meanOf(table, 0, rows), index * summary.dim); });
  try {
    const placed = toSpace(
      await projector.place(
        cloudSource(summary, view.vectors, view.ghosts),
        { coordinates: map.layout, parameters: map.parameters, unit: map.unit },
        added,
      ),
      map.parameters.nComponents,
    );
    if (session.view?.map !== map) return;
    averages.of = map;
    averages.places = forms.map(({ form, rows }, index) => ({ form, n: rows.length, position: mapPositionAt(placed, index) }));
  } catch (error) {
    if (!isCancelled(error)) report(error);
  }
}

export function toggleAverages(): void {
  averages.areWanted = !averages.areWanted;
}
