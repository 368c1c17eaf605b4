import type { Occurrence } from '@contract/occurrence';
import type { LayerCost, VerdictCost } from '@contract/speed/int8-speed';
import { drained } from '@contract/steps';
import { nearestRowsSteps } from '@semantics/nearest-rows';
import { verdictKind, VERDICT_NEIGHBOURS, Placer } from '@semantics/placement';
import { senseRecallByLayer } from '@semantics/sense-recall';
import { sentenceIds } from '@semantics/sentence-ids';
import { cosineDistance, norm } from '@vectors/cosine';
import { layerRows, takeRows, vectorAt, type VectorTable } from '@vectors/vector-table';
import { median } from './measured-speed';

const N_FOLDS = 5;
const senseOf = ({ labels }: Occurrence): string | null => labels['sense'] ?? null;

/** Yields after every layer. @param occurrences of the rows of both tables, every row with a vector in both */
export function* layerCostSteps(exact: VectorTable, int8: VectorTable, occurrences: readonly Occurrence[]): Generator<number, LayerCost[]> {
  const labels = { senses: occurrences.map(senseOf), sentences: sentenceIds(occurrences.map(({ text }) => text)) };
  const recalls = { exact: senseRecallByLayer(exact, labels), int8: senseRecallByLayer(int8, labels) };
  const costs: LayerCost[] = [];
  for (let layer = 0; layer < exact.nLayers; layer++) {
    yield layer;
    const cosines = Array.from({ length: exact.nRows }, (__, row) => 1 - cosineDistance(vectorAt(exact, row, layer), vectorAt(int8, row, layer)));
    const of = { exact: recalls.exact?.[layer], int8: recalls.int8?.[layer] };
    costs.push({
      layer,
      cosine: { worst: Math.min(...cosines), median: median(cosines) },
      recall: of.exact === undefined || of.int8 === undefined ? null : { exact: of.exact, int8: of.int8 },
      sameNearest: recalls.exact === null ? null : sameNearest(exact, int8, layer, labels),
    });
  }
  return costs;
}

function sameNearest(exact: VectorTable, int8: VectorTable, layer: number, { senses, sentences }: { readonly senses: readonly (string | null)[]; readonly sentences: Int32Array }): number {
  const nearestSense = (table: VectorTable): (string | null)[] =>
    [...drained(nearestRowsSteps(table, layer, { sentences, isLabelled: (row) => senses[row] !== null })).labelled].map((row) => senses[row] ?? null);
  const [wanted, found] = [nearestSense(exact), nearestSense(int8)];
  const asked = [...senses.keys()].filter((row) => senses[row] !== null);
  return asked.filter((row) => wanted[row] === found[row]).length / asked.length;
}

/**
 * Verdicts at the last layer, each sentence judged without its fifth of the set, all words of the set on their own. Null where no word has labels enough.
 * @param occurrences as for {@link layerCostSteps}
 */
export function verdictCost(exact: VectorTable, int8: VectorTable, occurrences: readonly Occurrence[]): VerdictCost | null {
  const layer = exact.nLayers - 1;
  const byWord = new Map<string, number[]>();
  for (const [row, { word, labels }] of occurrences.entries()) {
    const name = word.toLocaleLowerCase('en');
    if (labels['sense'] !== undefined) byWord.set(name, [...(byWord.get(name) ?? []), row]);
  }
  let nSame = 0;
  let n = 0;
  for (const rows of byWord.values()) {
    const own = rows.map((row) => occurrences[row] as Occurrence);
    const folds = sentenceIds(own.map(({ text }) => text)).map((id) => id % N_FOLDS);
    for (let fold = 0; fold < N_FOLDS; fold++) {
      const known = rows.filter((_, i) => folds[i] !== fold);
      const asked = rows.filter((_, i) => folds[i] === fold);
      const senses = known.map((row) => senseOf(occurrences[row] as Occurrence) ?? '');
      if (known.length < VERDICT_NEIGHBOURS || new Set(senses).size < 2) continue;
      const sentences = sentenceIds(known.map((row) => occurrences[row]?.text ?? ''));
      const verdicts = (table: VectorTable): string[] => {
        const placer = Placer.of({ rows: { values: layerRows(takeRows(table, known), layer), n: known.length, dim: table.dim }, senses, sentences });
        return asked.map((row) => placer.place(vectorAt(table, row, layer))).map((placement) => `${verdictKind(placement)} ${placement.sense}`);
      };
      const [wanted, found] = [verdicts(exact), verdicts(int8)];
      n += asked.length;
      nSame += wanted.filter((verdict, i) => verdict === found[i]).length;
    }
  }
  return n === 0 ? null : { layer, nSame, n };
}

/** Rows that have a vector in both tables. */
export const rowsOfBoth = (exact: VectorTable, int8: VectorTable): number[] =>
  Array.from({ length: exact.nRows }, (_, row) => row).filter((row) => norm(vectorAt(exact, row, 0)) > 0 && norm(vectorAt(int8, row, 0)) > 0);
