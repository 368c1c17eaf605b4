import { closeSync, existsSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '@contract/failure';
import { openPlainFileSync } from '../../platform/plain-file';
import { fromFloat16 } from '../float16';
import { MAX_HELD_BYTES } from './limits';
import type { NumberFormat } from './word-vector-file';

/** Rows of float32 numbers, wherever they are kept. */
export interface RowStore {
  readonly nRows: number;
  readonly dim: number;
  /** Rows `[from, to)`, row-major `[to - from, dim]`; valid until the next call. @throws Failure `io` where the file cannot be read */
  rows(from: number, to: number): Float32Array;
  close(): void;
}

/**
 * Opens `<name>.f32` or `<name>.f16` of a model folder. Up to `nHeldBytes` it is held in memory as it is stored; larger files are read by position,
 * so that the system decides what of them stays in memory.
 * @throws Failure `model` where the file is missing or not made of rows of `dim` numbers
 */
export function openRowStore(folder: string, name: string, dim: number, nHeldBytes = MAX_HELD_BYTES): RowStore {
  const format = (['f32', 'f16'] as const).find((ending) => existsSync(join(folder, `${name}.${ending}`)));
  if (format === undefined) throw new Failure('model', `The model has no ${name}; install it again.`);
  const { fd: file, nBytes } = openPlainFileSync(join(folder, `${name}.${format}`), { remedy: 'Install the model again.' });
  try {
    const nRowBytes = dim * (format === 'f32' ? 4 : 2);
    if (nBytes % nRowBytes !== 0) throw new Failure('model', `The model's ${name} hold ${nBytes} bytes, which is no number of rows of ${dim} numbers; install it again.`);
    const nRows = nBytes / nRowBytes;
    if (nBytes > nHeldBytes) return new RowsInFile(file, nRows, dim, format);
    const held = new Uint8Array(nBytes);
    readAt(file, held, 0);
    closeSync(file);
    return new RowsInMemory(held, nRows, dim, format);
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

class RowsInMemory implements RowStore {
  private readonly singles: Float32Array | null;
  private readonly halves: Uint16Array;

  constructor(bytes: Uint8Array<ArrayBuffer>, readonly nRows: number, readonly dim: number, format: NumberFormat) {
    this.singles = format === 'f32' ? new Float32Array(bytes.buffer) : null;
    this.halves = format === 'f32' ? new Uint16Array(0) : new Uint16Array(bytes.buffer);
  }

  rows(from: number, to: number): Float32Array {
    const [start, end] = [from * this.dim, to * this.dim];
    return this.singles?.subarray(start, end) ?? fromFloat16(this.halves.subarray(start, end));
  }

  close(): void {
    // Memory frees itself.
  }
}

class RowsInFile implements RowStore {
  private scratch = new Uint8Array(0);
  private isOpen = true;

  constructor(private readonly file: number, readonly nRows: number, readonly dim: number, private readonly format: NumberFormat) {}

  rows(from: number, to: number): Float32Array {
    // The number of a closed file may be another file's by now.
    if (!this.isOpen) throw new Failure('model', 'The word vectors were closed while they were used; try again.');
    const nRowBytes = this.dim * (this.format === 'f32' ? 4 : 2);
    const nBytes = (to - from) * nRowBytes;
    if (this.scratch.length < nBytes) this.scratch = new Uint8Array(nBytes);
    readAt(this.file, this.scratch.subarray(0, nBytes), from * nRowBytes);
    const { buffer } = this.scratch;
    return this.format === 'f32' ? new Float32Array(buffer, 0, nBytes / 4) : fromFloat16(new Uint16Array(buffer, 0, nBytes / 2));
  }

  close(): void {
    if (this.isOpen) closeSync(this.file);
    this.isOpen = false;
  }
}

/** Fills `into`. @throws Failure `io` where the file ends before or cannot be read */
export function readAt(file: number, into: Uint8Array, position: number): void {
  for (let done = 0; done < into.length;) {
    // Single reads stay below 2 GiB, which is more than one call gives.
    const n = read(file, into, done, Math.min(into.length - done, 2 ** 30), position + done);
    if (n === 0) throw new Failure('io', 'A file of the model became shorter while it was read; install the model again.');
    done += n;
  }
}

function read(file: number, into: Uint8Array, at: number, length: number, position: number): number {
  try {
    return readSync(file, into, at, length, position);
  } catch (error) {
    throw new Failure('io', 'The word vectors cannot be read; check the disk.', String(error));
  }
}
