import { Failure } from '@contract/failure';
import type { EmbedOccurrence } from '../../corpora/embed-input';

/** One of `of` parts of a corpus, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export const MOST_SHARDS = 99_999;

/** Reads `3/100`. @throws Failure `bad-input` */
export function shardOf(text: string): Shard {
  const [, index = '', of = ''] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (index === '' || shard.index < 1 || shard.index > shard.of) throw new Failure('bad-input', `“${text}” is no shard. Write which of how many, from 1, as in --shard 3/100 (at most ${MOST_SHARDS.toLocaleString('en-GB')}).`);
  return shard;
}

const padded = (n: number): string => String(n).padStart(5, '0');

export const shardFile = ({ index, of }: Shard): string => `part-${padded(index)}-of-${padded(of)}.parquet`;

/** Null for a file that is no shard by its name. */
export function shardOfFile(name: string): Shard | null {
  const [, index = '', of = ''] = /^part-(\d{5})-of-(\d{5})\.parquet$/.exec(name) ?? [];
  return index === '' ? null : { index: Number(index), of: Number(of) };
}

/** Labels that say where an occurrence stands in the corpus. */
export const PLACE_LABELS = ['corpus_file', 'corpus_line'] as const;

/**
 * Takes a shard's part of a stream of occurrences: every `of`-th, so that a frequent word is spread over all shards and none waits for another.
 * @returns a function that takes the next file's occurrences and gives those that are the shard's, with {@link PLACE_LABELS}
 */
export function shardTaker({ index, of }: Shard): (file: string, occurrences: readonly EmbedOccurrence[]) => readonly EmbedOccurrence[] {
  let n = 0;
  return (file, occurrences) => {
    const own = occurrences.filter((_, row) => (n + row) % of === index - 1);
    n += occurrences.length;
    const taken = PLACE_LABELS.find((label) => own.some(({ labels }) => label in labels));
    if (taken !== undefined) throw new Failure('bad-input', `There is a column “${taken}” in ${file}, and shards say in one of that name where a sentence stands. Give it another name.`);
    return own.map((occurrence) => ({ ...occurrence, labels: { ...occurrence.labels, corpus_file: file, corpus_line: String(occurrence.line) } }));
  };
}
