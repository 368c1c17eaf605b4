import { closeSync, openSync, writeSync } from 'node:fs';
import { basename, join, parse } from 'node:path';
import { Failure } from '@contract/failure';
import { toFloat16 } from '../../model-format/float16';
import { BLOCK, toInt8Blocks } from '../../model-format/int8-blocks';

/** `int8`: matrices in 8 bits, in blocks of 32 with scales in half precision (see int8-blocks.ts), the rest in half precision. */
export type Precision = 'float16' | 'float32' | 'int8';

/** Where bytes lie. */
export interface WeightPlace {
  readonly file: string;
  /** In bytes, as `length`. */
  readonly offset: number;
  readonly length: number;
}

/** Where a tensor lies. */
export interface WeightEntry extends WeightPlace {
  readonly name: string;
  readonly shape: readonly number[];
  readonly precision: Precision;
  /** Of an `int8` matrix: its scales, and along which axis their blocks lie. */
  readonly blocks?: { readonly axis: 0 | 1; readonly scales: WeightPlace };
}

/** Long enough for any SIMD load, and what memory mapping of external data likes. */
const ALIGNMENT = 64;

/** What one system call writes at most; Node refuses 2 GiB and more. */
const MAX_WRITE_BYTES = 2 ** 26;

/** Where a graph builder puts its weights. */
export interface WeightSink {
  /**
   * Adds a tensor and says where it lies. `values` is row-major and as long as the product of `shape`; given as a function, it is asked only when it is needed.
   * @param blockAxis of a matrix: the axis along which the checkpoint's rows lie, along which it may be rounded in blocks
   * @throws Failure('model') when the values cannot be stored.
   */
  add(name: string, values: Float32Array | (() => Float32Array), shape: readonly number[], blockAxis?: 0 | 1): WeightEntry;
}

/** The files beside the graphs that hold all their weights, little-endian, one after the other: `weights.bin`, and where it would become too long `weights-2.bin` and so on. */
export class WeightFile implements WeightSink {
  private readonly path: string;
  private readonly maxBytes: number;
  private file: number;
  private nFiles = 1;
  private nBytes = 0;

  /** @param maxBytes no file is longer, but for a single tensor that is */
  constructor(path: string, readonly precision: Precision, maxBytes = Infinity) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.file = openSync(path, 'wx');
  }

  /** Appends a tensor. @throws Failure('model') when a finite value does not fit into half precision or is not finite at all. */
  add(name: string, given: Float32Array | (() => Float32Array), shape: readonly number[], blockAxis?: 0 | 1): WeightEntry {
    const values = typeof given === 'function' ? given() : given;
    const expected = shape.reduce((product, n) => product * n, 1);
    if (values.length !== expected) throw new RangeError(`${name}: ${values.length} values for shape [${shape.join(', ')}]`);
    const [nRows = 0, nColumns = 0] = shape;
    if (this.precision === 'int8' && blockAxis !== undefined && (blockAxis === 0 ? nRows : nColumns) % BLOCK === 0) {
      requireFinite(name, toFloat16(values));
      const { quotients, scales } = toInt8Blocks(values, nRows, nColumns, blockAxis);
      return { name, shape, ...this.append(quotients), precision: 'int8', blocks: { axis: blockAxis, scales: this.append(scales) } };
    }
    const precision = this.precision === 'float32' ? 'float32' : 'float16';
    const stored = precision === 'float16' ? toFloat16(values) : values;
    requireFinite(name, stored);
    return { name, shape, ...this.append(stored), precision };
  }

  close(): void {
    closeSync(this.file);
  }

  private append(stored: Int8Array | Uint16Array | Float32Array): WeightPlace {
    if (this.nBytes > 0 && this.nBytes + ALIGNMENT + stored.byteLength > this.maxBytes) this.begin();
    this.write(new Uint8Array((ALIGNMENT - (this.nBytes % ALIGNMENT)) % ALIGNMENT));
    const offset = this.nBytes;
    this.write(new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength));
    return { file: basename(this.nameOf(this.nFiles)), offset, length: stored.byteLength };
  }

  private begin(): void {
    closeSync(this.file);
    this.nFiles += 1;
    this.nBytes = 0;
    this.file = openSync(this.nameOf(this.nFiles), 'wx');
  }

  private nameOf(n: number): string {
    const { dir, name, ext } = parse(this.path);
    return n === 1 ? this.path : join(dir, `${name}-${n}${ext}`);
  }

  private write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) done += writeSync(this.file, bytes, done, Math.min(bytes.length - done, MAX_WRITE_BYTES));
    this.nBytes += bytes.length;
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
