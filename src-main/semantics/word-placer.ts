import { Failure } from '@contract/failure';
import type { Occurrence } from '@contract/occurrence';
import { norm } from '@vectors/cosine';
import { evenly } from '@vectors/evenly';
import { layerRows, takeRows, vectorAt, type VectorTable } from '@vectors/vector-table';
import { Placer, VERDICT_NEIGHBOURS } from './placement';
import { sentenceIds } from './sentence-ids';

/** Of more labelled occurrences an evenly spaced sample says the same. */
const MOST_KNOWN = 1_500;

export interface WordPlacer {
  readonly placer: Placer;
  /** The occurrences that vote: its row i is theirs. */
  readonly rows: readonly number[];
}

const folded = (word: string): string => word.toLocaleLowerCase('en');

/**
 * Learns to tell the senses of one word from its labelled occurrences, whatever their case; those of other words are no evidence for it. Yields
 * often. @throws Failure `bad-input` where that is too little
 */
export function* wordPlacerSteps(table: VectorTable, layer: number, occurrences: readonly Occurrence[], word: string): Generator<undefined, WordPlacer> {
  const known = [...occurrences.keys()].filter((row) => {
    const occurrence = occurrences[row];
    return occurrence !== undefined && folded(occurrence.word) === folded(word) && occurrence.labels['sense'] !== undefined && norm(vectorAt(table, row, layer)) > 0;
  });
  if (known.length < VERDICT_NEIGHBOURS) {
    throw new Failure('bad-input', `Too few labels for a verdict: ${known.length} ${known.length === 1 ? 'occurrence' : 'occurrences'} of “${word}” ${known.length === 1 ? 'has' : 'have'} a sense, ${VERDICT_NEIGHBOURS} are needed.`);
  }
  const rows = evenly(known, MOST_KNOWN);
  const labelled = rows.map((row) => occurrences[row] as Occurrence);
  const senses = labelled.map(({ labels }) => labels['sense'] as string);
  if (new Set(senses).size < 2) throw new Failure('bad-input', `All labelled occurrences of “${word}” have one sense: there is nothing to tell apart.`);
  const values = layerRows(takeRows(table, rows), layer);
  return { placer: yield* Placer.learn({ rows: { values, n: rows.length, dim: table.dim }, senses, sentences: sentenceIds(labelled.map(({ text }) => text)) }), rows };
}
