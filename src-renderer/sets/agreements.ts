import type { NearestOfSet } from '@contract/embedding';
import { agreementOf, type Agreement } from '@semantics/agreement';
import type { Column } from './columns';

/** Part of speech, as treebanks name it. */
const PART_OF_SPEECH = 'label:upos';

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

/**
 * The label column whose agreement is shown beside senses and forms: `upos` where it is there, else the one the scene is coloured by; null where that is no
 * label column with categories, or where it has one value only.
 * @param columns of the set @param coloured the column that colours mean
 */
export function labelAgreement(columns: readonly Column[], coloured: Column, nearest: NearestOfSet): { readonly title: string; readonly byLayer: readonly Agreement[] } | null {
  for (const column of [columns.find(({ id }) => id === PART_OF_SPEECH), coloured]) {
    if (column === undefined || !column.id.startsWith('label:') || column.numbers !== null || column.isTooVaried) continue;
    const byLayer = agreementByLayer(column, nearest);
    if (byLayer !== null) return { title: column.title, byLayer };
  }
  return null;
}
