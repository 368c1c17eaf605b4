import type { SourcePreview } from '@contract/source-text';
import { counted } from '../../wording/captions';

const KINDS: Readonly<Record<SourcePreview['format'], string>> = {
  txt: 'text file', csv: 'table with commas', tsv: 'table with tabs', jsonl: 'file of JSON lines', conllu: 'treebank (CoNLL-U)', parquet: 'Parquet table',
};

/** "springs.txt: 8 sentences from a text file, UTF-8"; a paste has neither a file nor an encoding. */
export function sourceFacts({ name, nRows, reading, format, encoding }: Pick<SourcePreview, 'name' | 'nRows' | 'reading' | 'format' | 'encoding'>): string {
  const amount = counted(nRows, reading === null && format !== 'conllu' ? 'row' : 'sentence');
  if (name === 'pasted text') return `Pasted text: ${amount}${format === 'txt' ? '' : ` of a ${KINDS[format]}`}`;
  return `${name}: ${amount} from a ${KINDS[format]}, ${encoding}`;
}
