import { SET_FORMATS, type SetFormat, type VectorFormat } from '@contract/exports/data-export';
import { wholeSentences } from '@contract/exports/whole-sentences';
import type { View } from '../../state/view';
import { counted } from '../captions';

/** Distances of more rows are no table that anybody reads. */
export const MOST_DISTANCES = 500;

export const VECTOR_FORMAT_NAMES: Readonly<Record<VectorFormat, string>> = { npy: '.npy', csv: 'CSV', parquet: 'Parquet', projector: 'Projector' };
export const SET_FORMAT_NAMES: Readonly<Record<SetFormat, string>> = { jsonl: 'JSONL', csv: 'CSV', tsv: 'TSV', txt: 'TXT', conllu: 'CoNLL-U' };

/** A treebank's format only for what it can hold without loss. */
export const setFormatsFor = (set: View['set']): readonly SetFormat[] => SET_FORMATS.filter((format) => format !== 'conllu' || wholeSentences(set) !== null);

/** What stands in the files of vectors. */
export function vectorsLine(format: VectorFormat, nRows: number, nLayers: number, dim: number): string {
  const shape = `${nRows.toLocaleString('en')} × ${nLayers} × ${dim} float32`;
  switch (format) {
    case 'npy': return `${shape}; a .jsonl beside it says what the rows are, a .json where they come from.`;
    case 'csv': return `${shape}, a line a row and layer; a .json beside it says where they come from.`;
    case 'parquet': return `${shape}, a column a layer; where they come from stands in the file.`;
    case 'projector': return `${shape}; a folder for the Embedding Projector, with a .json that says where they come from.`;
  }
}

/** Why these vectors cannot be written so, with what to do; null where they can. */
export const vectorsRefused = (format: VectorFormat, nLayers: number): string | null =>
  (format === 'projector' && nLayers > 1 ? `The Embedding Projector shows one layer, and ${nLayers} are chosen. Choose one layer, or another format.` : null);

export function setLine(format: SetFormat, n: number): string {
  switch (format) {
    case 'txt': return 'One sentence a line. Words, their places and their labels are not kept.';
    case 'conllu': return `${counted(n, 'word')} of whole sentences with their annotations; no heads.`;
    default: return `${counted(n, 'occurrence')} with text, place, word and labels; a .json beside it says what they are.`;
  }
}

/** Why there are no coordinates, with what to do; null where there are. */
export const coordinatesRefused = (map: View['map']): string | null => (map.kind === 'static' ? 'This map shows word forms, not occurrences. Choose a model that reads sentences.' : null);

/** Why there are no distances, with what to do; null where there are. */
export function distancesRefused(nSelected: number): string | null {
  if (nSelected < 2) return 'Distances are between sentences. Select two or more.';
  return nSelected > MOST_DISTANCES ? `${counted(nSelected, 'sentence')} are selected, more than the ${MOST_DISTANCES} that a table of distances holds. Select fewer.` : null;
}
