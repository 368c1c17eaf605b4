import { distancesToVector } from '@semantics/distances';
import { distanceColumn, type Column } from '../sets/columns';
import { selection } from './selection.svelte';
import { session } from './session.svelte';
import { shownLayer, type View } from './view';

/** How far every occurrence is from A, the first that is selected: in the original space, at the layer shown. */
class FromA {
  /** Of every row 0…2, NaN where it has no vector; null without a selection, and in a map of words. */
  readonly distances = $derived.by<Float32Array | null>(() => {
    const { view } = session;
    const [first] = selection.rows;
    if (view === null || first === undefined || view.map.kind !== 'cloud') return null;
    const { dim } = shownLayer(view).summary;
    return distancesToVector({ values: view.vectors, nRows: view.vectors.length / dim, nLayers: 1, dim }, 0, vectorOf(view, first, dim));
  });
  /** Whether there is an A, and it has a vector. */
  readonly isThere = $derived.by(() => {
    const { view } = session;
    const [first] = selection.rows;
    return view !== null && first !== undefined && view.map.kind === 'cloud' && vectorOf(view, first, shownLayer(view).summary.dim).some((value) => value !== 0);
  });
  /** The same as a column to colour by. */
  readonly column = $derived<Column | null>(this.distances === null || !this.isThere ? null : distanceColumn(this.distances, { distance: session.baseline, name: session.randomPair }));
}

const vectorOf = ({ vectors }: View, row: number, dim: number): Float32Array => vectors.subarray(row * dim, (row + 1) * dim);

export const fromA = new FromA();
