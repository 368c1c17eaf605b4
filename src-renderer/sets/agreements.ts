import type { NearestOfSet } from '@contract/embedding';
import { agreementOf, type Agreement } from '@semantics/agreement';
import type { Column } from './columns';

/** How often the nearest occurrence has the same value of a column at one layer; null where that is not defined. */
export function agreementAt({ values }: Pick<Column, 'values'>, { rows, ofLayer }: NearestOfSet, layer: number): Agreement | null {
  const nearest = ofLayer[layer];
  if (nearest === undefined) return null;
  const all = new Int32Array(values.length).fill(-1);
  rows.forEach((row, index) => { all[row] = nearest[index] ?? -1; });
  return agreementOf(values, all);
}

/** The same of every layer; null where it is not defined. */
export function agreementByLayer(column: Pick<Column, 'values'>, nearest: NearestOfSet): readonly Agreement[] | null {
  const found = nearest.ofLayer.map((_, layer) => agreementAt(column, nearest, layer)).filter((agreement) => agreement !== null);
  return found.length === nearest.ofLayer.length && found.length > 0 ? found : null;
}
