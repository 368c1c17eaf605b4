import { categoriesOf, colouredValues, legendOf } from '../../sets/categories';
import { columnsOf } from '../../sets/columns';
import { colouring } from '../../state/colouring.svelte';
import { session } from '../../state/session.svelte';
import type { View } from '../../state/view';
import type { Colours } from './scene-data';

/** What colours mean in a scene: as in the list where it shows the same sentences, else the senses of its own. */
export function coloursOf({ set }: View): Colours {
  if (set.occurrences === session.occurrences) return { id: colouring.id, categories: colouring.categories, legend: colouring.legend, values: colouring.values };
  const column = columnsOf(set).find(({ id }) => id === 'sense');
  return { id: 'sense', categories: categoriesOf(set), legend: column === undefined ? [] : legendOf(column, colouredValues(column, set.senses)), values: null };
}
