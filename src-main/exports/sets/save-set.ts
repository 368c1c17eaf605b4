import type { SavedData, SetFormat } from '@contract/exports/data-export';
import { Failure } from '@contract/failure';
import type { SentenceSet } from '@contract/occurrence';
import { atomicWriteAll } from '../../platform/atomic-write';
import { notWritten } from '../../platform/not-written';
import { inParts } from '../vectors/in-parts';
import { Losses } from './losses';
import { setLines } from './set-lines';

/**
 * Writes a set, and beside it `FILE.json` with what it is: title, senses, which column is which label, what the file does not hold.
 * @throws Failure `bad-input` as {@link setLines} does, `io` when the disk refuses
 */
export async function saveSet(file: string, format: SetFormat, set: SentenceSet, appVersion: string): Promise<SavedData> {
  const losses = new Losses();
  const { lines, labels } = setLines(format, set, losses);
  const { title, word, origin, senses, occurrences } = set;
  const notes = (): readonly string[] => losses.notes(format, set, labels);
  // Taken when the set is written: only then is it known what was lost.
  const sidecar = (function* (): Generator<Uint8Array> {
    const provenance = { app: 'Contexture', appVersion, format, set: { title, word, origin, senses }, nRows: occurrences.length, labels, offsets: 'UTF-16 code units', notes: notes() };
    yield new TextEncoder().encode(`${JSON.stringify({ provenance }, null, 2)}\n`);
  })();
  try {
    await atomicWriteAll([[file, inParts(lines)], [`${file}.json`, sidecar]]);
  } catch (error) {
    throw error instanceof Failure ? error : notWritten('The sentences', file, error);
  }
  return { path: file, nRows: occurrences.length, notes: notes() };
}
