import { colouring } from '../../state/colouring.svelte';
import { concordance } from '../../state/concordance.svelte';
import { selection } from '../../state/selection.svelte';
import type { View } from '../../state/view';
import type { CloudScene } from '../../scene/cloud-scene';
import { endsIn } from '../scene/thread-ends';
import type { ThreadEnds } from './joining-threads';

/** In larger sets only the selection is joined. */
const MOST_THREADS = 2_000;

export interface ShownSide {
  readonly scene: CloudScene;
  readonly view: View;
}

/** The occurrences that a thread joins: what the list shows, or of very many the selection. */
export function joinedRows({ set }: View): readonly number[] {
  const all = concordance.isFiltering ? concordance.passing : [...set.occurrences.keys()];
  return all.length > MOST_THREADS ? selection.rows : all;
}

/** A thread for each occurrence that stands in both scenes. @param rightFrom px from the left edge to where the right scene begins */
export function threadsBetween(left: ShownSide, right: ShownSide, rows: readonly number[], rightFrom: number): readonly ThreadEnds[] {
  const from = endsIn(left.scene, left.view, rows), to = endsIn(right.scene, right.view, rows);
  return rows.flatMap((row, index): ThreadEnds[] => {
    const a = from[index], b = to[index];
    return a == null || b == null ? [] : [{ x0: a.x, y0: a.y, x1: b.x + rightFrom, y1: b.y, category: colouring.categoryOf(row), isSelected: selection.has(row) }];
  });
}
