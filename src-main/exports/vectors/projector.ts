import { float32Text } from '@contract/exports/float32-text';
import { labelColumns, labelOf, OWN_COLUMNS } from '@contract/exports/label-columns';
import { Failure } from '@contract/failure';
import { vectorAt } from '@vectors/vector-table';
import { inParts } from './in-parts';
import { requireUnicode, type VectorRows } from './vector-rows';

/** What the parser of the projector takes for the end of a cell or of a line. */
const inOneCell = (text: string): string => text.replace(/[\t\r\n]+/g, ' ');

/**
 * Vectors for the TensorFlow Embedding Projector: `vectors` has a line of numbers a row, `metadata` text, charStart, charEnd, word and a column a label
 * below a header (which its parser wants of a table of several columns), `config` names both by the names that they are given here.
 * Tabs and new lines in a text become a space; a label that a row lacks is an empty cell.
 * @throws Failure `bad-input` for several layers, for vectors of one number or with numbers that are not finite, which its parser refuses or takes for a name, or where UTF-8 cannot keep a text
 */
export function projectorParts(
  vectors: VectorRows,
  names: { readonly vectors: string; readonly metadata: string; readonly title: string },
): { readonly vectors: Iterable<Uint8Array>; readonly metadata: Iterable<Uint8Array>; readonly config: string } {
  const { table, rows, occurrences, layers } = vectors;
  const [layer, ...others] = layers;
  if (layer === undefined || others.length > 0)
    throw new Failure('bad-input', `The Embedding Projector shows one layer, and ${layers.length} were chosen. Choose one, such as the last.`);
  if (table.dim < 2) throw new Failure('bad-input', 'The Embedding Projector refuses vectors of one number. Choose another format.');
  if (!rows.every((row) => vectorAt(table, row, layer).every(Number.isFinite)))
    throw new Failure(
      'bad-input',
      'Some vectors hold numbers that are not finite, which the Embedding Projector cannot read. Choose another format.',
    );
  requireUnicode(occurrences);
  const embedding = { tensorName: names.title, tensorShape: [rows.length, table.dim], tensorPath: names.vectors, metadataPath: names.metadata };
  return {
    vectors: inParts(vectorLines(vectors, layer)),
    metadata: inParts(metadataLines(vectors)),
    config: `${JSON.stringify({ embeddings: [embedding] }, null, 2)}\n`,
  };
}

function* vectorLines({ table, rows }: VectorRows, layer: number): Generator<string> {
  for (const row of rows) yield `${Array.from(vectorAt(table, row, layer), float32Text).join('\t')}\n`;
}

function* metadataLines({ occurrences }: VectorRows): Generator<string> {
  const labels = labelColumns(occurrences, [], inOneCell);
  yield `${[...OWN_COLUMNS, ...labels.map(({ column }) => column)].join('\t')}\n`;
  for (const occurrence of occurrences) {
    const { text, charStart, charEnd, word } = occurrence;
    yield `${[text, String(charStart), String(charEnd), word, ...labels.map(({ label }) => labelOf(occurrence, label) ?? '')].map(inOneCell).join('\t')}\n`;
  }
}
