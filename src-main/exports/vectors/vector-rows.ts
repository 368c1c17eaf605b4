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
}

/** A label of the set, and the name of its column. */
export interface LabelColumn {
  readonly label: string;
  readonly column: string;
}

/** Columns that every table of vectors has before its labels. */
export const OWN_COLUMNS = ['text', 'charStart', 'charEnd', 'word'] as const;

/**
 * All labels that an occurrence has, in the order in which they first come. A name that is empty or taken (by a column of ours, `reserved`, or a label before it) has
 * `label_` before it, as often as needed: no column hides another.
 * @param written the name as the format can keep it
 */
export function labelColumns(occurrences: readonly ExportedOccurrence[], reserved: readonly string[] = [], written: (name: string) => string = (name) => name): readonly LabelColumn[] {
  const labels = [...new Set(occurrences.flatMap(({ labels: own }) => Object.keys(own)))].map((label) => ({ label, name: written(label) }));
  const names = new Set(labels.map(({ name }) => name));
  const taken = new Set<string>(['', ...OWN_COLUMNS, ...reserved]);
  return labels.map(({ label, name }) => {
    let column = name;
    while (taken.has(column) || (column !== name && names.has(column))) column = `label_${column}`;
    taken.add(column);
    return { label, column };
  });
}

/** The label of an occurrence; null where it has none, which is not the empty one. */
export const labelOf = ({ labels }: Occurrence, label: string): string | null => (Object.hasOwn(labels, label) ? labels[label] ?? null : null);

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

/** A decimal number that reads back as the same float32, also where it is read in double precision and then rounded; −0, NaN and infinities as JavaScript writes and reads them. */
export function float32Text(value: number): string {
  if (Object.is(value, -0)) return '-0';
  // 0.1 rather than 0.100000001. The shortest text of every number would take five times as long.
  const short = Math.round(value * 1e6) / 1e6;
  if (Math.abs(value) < 2 ** 24 && Math.fround(short) === value) return String(short);
  // Nine digits tell any two float32 apart (IEEE 754-2019, 5.12.2).
  return value.toPrecision(9);
}
