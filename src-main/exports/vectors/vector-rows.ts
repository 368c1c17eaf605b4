import { Failure } from '@contract/failure';
import type { Occurrence } from '@contract/occurrence';
import type { VectorTable } from '@vectors/vector-table';

/** An occurrence as it leaves the program, with its pieces. */
export interface ExportedOccurrence extends Occurrence {
  readonly subwords: readonly string[];
}

/** What is taken out: some rows of a table, at some of its layers. */
export interface VectorRows {
  readonly table: VectorTable;
  /** Row of the table of every occurrence. */
  readonly rows: readonly number[];
  /** As many as `rows`, in their order. */
  readonly occurrences: readonly ExportedOccurrence[];
  readonly layers: readonly number[];
  /** What the one layer of the table is called where it is a mix of layers and none of the model's own. */
  readonly mixName?: string;
}

/** How a layer is named in a file. */
export const layerName = ({ mixName }: Pick<VectorRows, 'mixName'>, layer: number): string => mixName ?? String(layer);

/**
 * Refuses what a file in UTF-8 cannot say: half of a pair of surrogates would be written as another character.
 * @throws Failure `bad-input` naming the row
 */
export function requireUnicode(occurrences: readonly ExportedOccurrence[]): void {
  const isBroken = (text: string): boolean => /\p{Surrogate}/u.test(text);
  for (const [row, { text, word, labels }] of occurrences.entries()) {
    const broken = [text, word, ...Object.entries(labels).flat()].find(isBroken);
    if (broken !== undefined) throw new Failure('bad-input', `Row ${row + 1} holds half a character, which no file in UTF-8 can keep. Correct the sentence, or choose the format npy.`);
  }
}
