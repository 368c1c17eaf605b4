import type { Occurrence } from '@contract/occurrence';
import { nearestRowsSteps } from '@semantics/nearest-rows';
import { occurrenceFacts } from '@semantics/occurrence-facts';
import { recallableLabels, recallFrom } from '@semantics/sense-recall';
import { norm } from '@vectors/cosine';
import { vectorAt, type VectorTable } from '@vectors/vector-table';
import type { StationFacts } from '../../wording/stations';
import { equalGroups, nDifferent } from '../map/equal-vectors';
import { inSlices } from '../selection/measure';

export type MeasuredStation = Pick<StationFacts, 'nRows' | 'nMissing' | 'nVectors' | 'nSentences' | 'nEqualPairs' | 'recall' | 'nJudged' | 'nMistaken'>;

/** Rows of a layer that are not all zeros. */
export const rowsThere = (table: VectorTable): Int32Array => Int32Array.from({ length: table.nRows }, (_, row) => row).filter((row) => norm(vectorAt(table, row, 0)) > 0);

/**
 * What one layer `[nRows, dim]` tells apart of its rows; recall as the embedding's summary has it.
 * @param occurrences of the rows, in their order
 * @throws the signal's reason once it is aborted
 */
export async function measureStation(table: VectorTable, occurrences: readonly Occurrence[], signal: AbortSignal): Promise<MeasuredStation> {
  const { senses, sentences } = occurrenceFacts(occurrences);
  const rows = rowsThere(table);
  const groups = equalGroups(table.values, table.dim, rows);
  const { labelled } = await inSlices(nearestRowsSteps(table, 0, { sentences, isLabelled: (row) => senses[row] !== null }), signal);
  const nVectors = nDifferent(rows, groups);
  const isRecallable = recallableLabels(senses.map((sense, row) => ((labelled[row] ?? -1) >= 0 ? sense : null)), sentences);
  const judged = [...rows].filter((row) => isRecallable.has(senses[row] ?? '') && (labelled[row] ?? -1) >= 0);
  return {
    nRows: rows.length, nMissing: table.nRows - rows.length, nVectors, nSentences: new Set([...rows].map((row) => sentences[row])).size,
    nEqualPairs: groups.reduce((sum, group) => sum + nPairsApart(group.map((row) => senses[row] ?? null)), 0),
    // One vector for all has no nearest one.
    ...(nVectors < 2 ? { recall: null, nJudged: 0, nMistaken: 0 } : {
      recall: recallFrom({ senses, sentences }, labelled), nJudged: judged.length, nMistaken: judged.filter((row) => senses[labelled[row] ?? -1] !== senses[row]).length,
    }),
  };
}

/** Pairs of two different senses among some rows; rows without one are in none. */
function nPairsApart(senses: readonly (string | null)[]): number {
  const tally = new Map<string, number>();
  for (const sense of senses) if (sense !== null) tally.set(sense, (tally.get(sense) ?? 0) + 1);
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const nAll = [...tally.values()].reduce((sum, n) => sum + n, 0);
  return pairs(nAll) - [...tally.values()].reduce((sum, n) => sum + pairs(n), 0);
}
