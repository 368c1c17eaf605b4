import { Failure } from '@contract/failure';
import { vectorAt } from '@vectors/vector-table';
import { openPlainFile } from '../../platform/plain-file';
import { inParts } from './in-parts';
import type { VectorRows } from './vector-rows';

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const maxBytes = 8_000_000_000;
const PART_BYTES = 2 ** 20;

/** A float32 array in C order. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The header of a version 1.0 `.npy` file with float32 values in C order, padded so that the values start at a multiple of 64. */
export function npyHeader(shape: readonly number[]): Uint8Array {
  const axes = shape.length === 1 ? `${shape[0] ?? 0},` : shape.join(', ');
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${axes}), }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  const header = new Uint8Array(10 + length).fill(0x20);
  header.set([...magic, 1, 0, length & 0xff, length >> 8]);
  header.set(new TextEncoder().encode(text), 10);
  header[header.length - 1] = 0x0a;
  return header;
}

/** The vectors as a `.npy` file, float32 `[nRows, nLayers, dim]`, part by part. */
export function* npyParts({ table, rows, layers }: VectorRows): Generator<Uint8Array> {
  yield npyHeader([rows.length, layers.length, table.dim]);
  const width = layers.length * table.dim;
  const nAtOnce = Math.max(1, Math.floor(PART_BYTES / (4 * width)));
  for (let start = 0; start < rows.length; start += nAtOnce) {
    const some = rows.slice(start, start + nAtOnce);
    const values = new Float32Array(some.length * width);
    for (const [i, row] of some.entries()) for (const [l, layer] of layers.entries()) values.set(vectorAt(table, row, layer), i * width + l * table.dim);
    yield new Uint8Array(values.buffer);
  }
}

/** A line of JSON a row: text, charStart, charEnd, word, subwords and the labels, over which the row's own fields win. */
export function jsonLines({ occurrences }: VectorRows): Iterable<Uint8Array> {
  return inParts((function* (): Generator<string> {
    for (const { text, charStart, charEnd, word, labels, subwords } of occurrences) yield `${JSON.stringify({ ...labels, text, charStart, charEnd, word, subwords })}\n`;
  })());
}

/** @throws Failure `not-found`, or `bad-input` naming what is not as `embed` writes it. */
export async function readNpy(file: string): Promise<NpyArray> {
  const refuse = (why: string): Failure => new Failure('bad-input', `${file} ${why}. Give a .npy file that “embed” wrote.`);
  const { file: handle, nBytes: nFileBytes } = await openPlainFile(file, { subject: file, remedy: 'Give a .npy file that “embed” wrote.' });
  try {
    if (nFileBytes > maxBytes) throw refuse('is larger than 8 GB');
    const start = Buffer.alloc(10);
    await handle.read(start, 0, 10, 0);
    if (!magic.every((byte, i) => start[i] === byte) || start[6] !== 1) throw refuse('is not a version 1 .npy file');
    const headerLength = start.readUInt16LE(8);
    const header = Buffer.alloc(headerLength);
    await handle.read(header, 0, headerLength, 10);
    const text = header.toString('latin1');
    const match = /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(([\d, ]*)\), ?\}\s*$/.exec(text);
    if (match === null) throw refuse('does not hold float32 values in C order');
    const shape = (match[1] ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '').map(Number);
    const nBytes = 4 * shape.reduce((product, axis) => product * axis, 1);
    if (10 + headerLength + nBytes !== nFileBytes) throw refuse(`should have ${10 + headerLength + nBytes} bytes and has ${nFileBytes}`);
    const values = new Float32Array(nBytes / 4);
    const bytes = new Uint8Array(values.buffer);
    // One read returns at most 2 GB.
    for (let nRead = 0; nRead < nBytes;) {
      const { bytesRead } = await handle.read(bytes, nRead, Math.min(nBytes - nRead, 2 ** 30), 10 + headerLength + nRead);
      if (bytesRead === 0) throw refuse('became shorter while it was read');
      nRead += bytesRead;
    }
    return { shape, values };
  } finally {
    await handle.close();
  }
}
