import type { LayerDistances, LayerSlice, Neighbour } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { distanceMatrices } from '@semantics/distances';
import { nearestRows, nearestToMean } from '@semantics/neighbours';
import { layerRows } from '@vectors/vector-table';
import type { StoredEmbedding } from './embedding-store';

/** What can be asked of a set's vectors without a model. All throw Failure `bad-request` for a layer or row that is not there. */

export function requireLayer({ table }: StoredEmbedding, layer: number): void {
  if (layer >= table.nLayers) throw new Failure('bad-request', `There is no layer ${layer}; the last one is ${table.nLayers - 1}.`);
}

export function sliceOf(entry: StoredEmbedding, layer: number, rowStart: number, rowEnd: number): LayerSlice {
  requireLayer(entry, layer);
  const { table } = entry;
  if (rowStart >= rowEnd || rowEnd > table.nRows) throw new Failure('bad-request', `There are no rows ${rowStart} to ${rowEnd}; the set has ${table.nRows}.`);
  const rows = Int32Array.from({ length: rowEnd - rowStart }, (_, index) => rowStart + index);
  return { rowStart, rowEnd, values: layerRows(table, layer, rows) };
}

export function distancesOf({ table, summary }: StoredEmbedding, rows: readonly number[]): LayerDistances {
  for (const row of rows) requireRow(row, table.nRows);
  return { rows, nLayers: table.nLayers, values: distanceMatrices(table, rows, new Set(summary.missing)) };
}

export function neighboursOf(entry: StoredEmbedding, layer: number, row: number, k: number, others: readonly number[] = []): readonly Neighbour[] {
  requireLayer(entry, layer);
  for (const one of [row, ...others]) requireRow(one, entry.table.nRows);
  return others.length === 0 ? nearestRows(entry.table, layer, row, k) : nearestToMean(entry.table, layer, [row, ...others], k);
}

export function requireRow(row: number, nRows: number): void {
  if (row >= nRows) throw new Failure('bad-request', `There is no row ${row}; the set has ${nRows}.`);
}
