import { closeSync, openSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { Failure } from '@contract/failure';
import { toFloat16 } from '../float16';

export type Precision = 'float16' | 'float32';

/** Where a tensor lies in the weight file. `length` and `offset` in bytes. */
export interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  readonly precision: Precision;
}

/** Long enough for any SIMD load, and what memory mapping of external data likes. */
const ALIGNMENT = 64;

/** What one system call writes at most; Node refuses 2 GiB and more. */
const MAX_WRITE_BYTES = 2 ** 26;

/** Where a graph builder puts its weights. */
export interface WeightSink {
  /**
   * Adds a tensor and says where it lies. `values` is row-major and as long as the product of `shape`; given as a function, it is asked only when it is needed.
   * @throws Failure('model') when the values cannot be stored.
   */
  add(name: string, values: Float32Array | (() => Float32Array), shape: readonly number[]): WeightEntry;
}

/** The one file beside the graphs that holds all their weights, little-endian, one after the other. */
export class WeightFile implements WeightSink {
  readonly #file: number;
  readonly #name: string;
  #nBytes = 0;

  constructor(path: string, readonly precision: Precision) {
    this.#file = openSync(path, 'wx');
    this.#name = basename(path);
  }

  /** Appends a tensor. @throws Failure('model') when a finite value does not fit into half precision or is not finite at all. */
  add(name: string, given: Float32Array | (() => Float32Array), shape: readonly number[]): WeightEntry {
    const values = typeof given === 'function' ? given() : given;
    const expected = shape.reduce((product, n) => product * n, 1);
    if (values.length !== expected) throw new RangeError(`${name}: ${values.length} values for shape [${shape.join(', ')}]`);
    const stored = this.precision === 'float16' ? toFloat16(values) : values;
    requireFinite(name, stored);
    const padding = (ALIGNMENT - (this.#nBytes % ALIGNMENT)) % ALIGNMENT;
    this.#write(new Uint8Array(padding));
    const offset = this.#nBytes;
    this.#write(new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength));
    return { name, shape, file: this.#name, offset, length: stored.byteLength, precision: this.precision };
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) done += writeSync(this.#file, bytes, done, Math.min(bytes.length - done, MAX_WRITE_BYTES));
    this.#nBytes += bytes.length;
  }
}

function requireFinite(name: string, stored: Uint16Array | Float32Array): void {
  if (!isFinite(stored)) {
    throw new Failure('model', `The weight ${name} holds values that are not finite in ${stored instanceof Uint16Array ? 'half' : 'single'} precision; the model cannot be used as it is.`);
  }
}

// Plain loops: a quarter of a thousand million numbers take a second this way and many with a function called for each.
function isFinite(stored: Uint16Array | Float32Array): boolean {
  if (stored instanceof Uint16Array) {
    for (let i = 0; i < stored.length; i += 1) if (((stored[i] ?? 0) & 0x7c00) === 0x7c00) return false;
    return true;
  }
  for (let i = 0; i < stored.length; i += 1) if (!Number.isFinite(stored[i])) return false;
  return true;
}
