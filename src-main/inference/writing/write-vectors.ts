import { stat } from 'node:fs/promises';
import type { LabelValues, SavedData, VectorFormat, WriteProgress } from '@contract/exports/data-export';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import { isFolderFormat, vectorFiles, type VectorFile } from '../../exports/vectors/vector-files';
import type { ExportedOccurrence } from '../../exports/vectors/vector-rows';
import { atomicWriteAll, atomicWriteInFolder } from '../../platform/atomic-write';
import { notWritten } from '../../platform/not-written';
import { requireGoing } from '../cooperate';
import { rowsWithVector, type StoredEmbedding } from '../sets/embedding-store';
import { provenanceOfSet } from './vectors-about';

export interface VectorOrder {
  /** Of the table: 0 of a mix. */
  readonly layers: readonly number[];
  /** Null: all. */
  readonly rows: readonly number[] | null;
  /** A value a row of the whole set. */
  readonly labels: readonly LabelValues[];
  readonly format: VectorFormat;
  /** A file, or for the projector a folder. */
  readonly output: string;
  readonly appVersion: string;
}

interface WriteHooks {
  readonly onProgress?: (progress: WriteProgress) => void;
  readonly signal?: AbortSignal;
}

/** Bytes of a number, about, in each format. */
const BYTES_OF_NUMBER: Readonly<Record<VectorFormat, number>> = { npy: 4, parquet: 4, csv: 11, projector: 11 };

/**
 * Writes vectors of a set with what they come from, whole or not at all. Rows without a vector are left out. Messages get in between the parts.
 * @throws Failure `bad-request` for rows or labels that do not fit the set, `bad-input` where the format cannot hold them, `io`, `cancelled`
 */
export async function writeVectors(entry: StoredEmbedding, card: ModelCard, order: VectorOrder, hooks: WriteHooks = {}): Promise<SavedData> {
  const { layers, format, output, appVersion } = order;
  const { table, mix, summary } = entry;
  const rows = keptRows(entry, order.rows);
  if (rows.length === 0) throw new Failure('bad-input', 'None of the sentences has a vector. Choose others, or another model.');
  const occurrences = rows.map((row) => exported(entry, row, order.labels));
  const provenance = provenanceOfSet(entry, card, { layers, nRows: rows.length, appVersion });
  const files = vectorFiles(format, output, { table, rows, occurrences, layers, ...(mix === undefined ? {} : { mixName: 'mix' }) }, provenance);
  const nTotal = rows.length * layers.length * table.dim * BYTES_OF_NUMBER[format];
  try {
    await writeAll(files.map(([file, content]) => [file, followed(content, nTotal, hooks)] as const), isFolderFormat(format) ? output : null);
  } catch (error) {
    throw error instanceof Failure ? error : notWritten('The vectors', output, error);
  }
  const nLeftOut = (order.rows?.length ?? summary.nOccurrences) - rows.length;
  return { path: output, nRows: rows.length, notes: nLeftOut === 0 ? [] : [`${nLeftOut} ${nLeftOut === 1 ? 'occurrence' : 'occurrences'} without a vector ${nLeftOut === 1 ? 'was' : 'were'} left out.`] };
}

function keptRows(entry: StoredEmbedding, asked: readonly number[] | null): readonly number[] {
  const all = rowsWithVector(entry.summary);
  if (asked === null) return all;
  if (asked.some((row) => row >= entry.summary.nOccurrences)) throw new Failure('bad-request', 'The vectors were refused: a row is not in the set.');
  const has = new Set(all);
  return asked.filter((row) => has.has(row));
}

/** The process is told no label but the gold sense with a set: the others come with the order. */
function exported({ request, summary }: StoredEmbedding, row: number, labels: readonly LabelValues[]): ExportedOccurrence {
  const occurrence = request.occurrences[row];
  if (occurrence === undefined || labels.some(({ values }) => values.length !== summary.nOccurrences))
    throw new Failure('bad-request', 'The vectors were refused: the labels are not those of the set.');
  const own = labels.flatMap(({ label, values }) => { const value = values[row] ?? null; return value === null ? [] : [[label, value] as const]; });
  return { ...occurrence, labels: Object.fromEntries(own), subwords: summary.subwords[row] ?? [] };
}

/** The parts as they are taken: each is told, and none is made once nobody wants them. */
function followed(content: VectorFile[1], nTotal: number, { onProgress, signal }: WriteHooks): VectorFile[1] {
  if (typeof content === 'string') return content;
  return (function* (): Generator<Uint8Array> {
    let nDone = 0;
    for (const part of content) {
      requireGoing(signal);
      yield part;
      nDone += part.byteLength;
      onProgress?.({ stage: 'write', nDone: Math.min(nDone, nTotal), nTotal });
    }
  })();
}

/** @param folder in which they lie; null: none of their own */
async function writeAll(files: readonly VectorFile[], folder: string | null): Promise<void> {
  if (folder === null) { await atomicWriteAll(files); return; }
  const isFile = await stat(folder).then((found) => !found.isDirectory(), () => false);
  if (isFile) throw new Failure('bad-input', 'A file has that name, and the Embedding Projector takes a folder of four files. Choose another name.');
  await atomicWriteInFolder(folder, files);
}
