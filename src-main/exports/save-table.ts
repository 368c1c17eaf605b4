import type { TableAbout, VectorsAbout } from '@contract/exports/data-export';
import { Failure } from '@contract/failure';
import { atomicWriteAll } from '../platform/atomic-write';
import { notWritten } from '../platform/not-written';
import { isText } from './csv';

/** Writes a table, and beside it `FILE.json` with the vectors that it is of and what was done with them. @throws Failure `bad-request` when the bytes are no text, `io` when the disk refuses */
export async function saveTable(file: string, bytes: Uint8Array, about: TableAbout, { provenance, methods }: VectorsAbout): Promise<void> {
  if (!isText(bytes)) throw new Failure('bad-request', 'The table was refused: it is no text.');
  const { kind, ...facts } = about;
  const sidecar = { provenance, [kind]: kind === 'distances' ? { measure: 'cosine distance', ...facts } : facts, methods };
  try {
    await atomicWriteAll([[file, bytes], [`${file}.json`, `${JSON.stringify(sidecar, null, 2)}\n`]]);
  } catch (error) {
    throw notWritten('The table', file, error);
  }
}
