import { closeSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { Failure } from '@contract/failure';
import { fileFailure, openPlainFileSync } from '../platform/plain-file';
import { MODEL_FILE } from './checkpoints/file-bytes';
import { fromFloat16 } from '../model-format/float16';
import type { TensorSource } from './tensors';

type Hdf5Library = typeof import('h5wasm/node');

const SIGNATURE = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1');
const FLOAT_CLASS = 1;
/** Weights hardly compress. A header that claims more than this asks for memory that no data stands behind; small datasets of zeros may. */
const MAX_COMPRESSION = 4;
const MIN_LIMIT_BYTES = 16_000_000;

/** Floating-point datasets of an HDF5 file on disk. Close it after use. */
export class Hdf5File implements TensorSource {
  private readonly shapes = new Map<string, readonly number[]>();

  private constructor(readonly path: string, private readonly library: Hdf5Library, private readonly file: InstanceType<Hdf5Library['File']>, private readonly maxBytes: number) {}

  /** @throws Failure('model') when the file is not HDF5 or is damaged; as `openPlainFile` when it cannot be opened or is no plain file. */
  static async open(path: string): Promise<Hdf5File> {
    // The library opens the path itself and would wait for the writer of a pipe.
    const nFileBytes = checkSignature(path);
    const library = await import('h5wasm/node');
    await library.ready;
    // Errors of the C library as exceptions; otherwise it prints its stack of them.
    library.Module.activate_throwing_error_handler();
    const file = guarded(path, () => new library.File(path, 'r'));
    if (file.file_id <= 0n) throw damaged(path);
    return new Hdf5File(path, library, file, Math.max(MIN_LIMIT_BYTES, MAX_COMPRESSION * nFileBytes));
  }

  has(name: string): boolean {
    return this.find(name) !== null;
  }

  shape(name: string): readonly number[] {
    const shape = this.find(name);
    if (shape === null) throw new Failure('model', `The weights lack "${name}"; use the weight file that belongs to the model's settings.`);
    return shape;
  }

  read(name: string): Float32Array {
    const nValues = this.shape(name).reduce((product, n) => product * n, 1);
    const { type, size, littleEndian } = guarded(this.path, () => this.library.Module.get_dataset_metadata(this.file.file_id, `/${name}`));
    if (type !== FLOAT_CLASS || !littleEndian || (size !== 2 && size !== 4 && size !== 8)) {
      throw new Failure('model', `The dataset "${name}" does not hold little-endian floating-point numbers; only those can be read.`);
    }
    if (nValues * size > this.maxBytes) throw new Failure('model', `The dataset "${name}" claims to be larger than the whole file; copy or download ${basename(this.path)} again.`);
    // The library's own `value` knows no half precision, so the bytes are fetched and decoded here.
    const bytes = guarded(this.path, () => this.readBytes(`/${name}`, nValues * size));
    if (size === 2) return fromFloat16(new Uint16Array(bytes.buffer));
    return size === 4 ? new Float32Array(bytes.buffer) : Float32Array.from(new Float64Array(bytes.buffer));
  }

  close(): void {
    this.file.close();
  }

  /** The shape of a dataset; null when there is none of that name. */
  private find(name: string): readonly number[] | null {
    const known = this.shapes.get(name);
    if (known !== undefined) return known;
    // A dataset is opened when its shape is asked for, so that belongs to what may fail.
    const shape = guarded(this.path, () => {
      const found = this.file.get(name);
      return found instanceof this.library.Dataset ? found.shape ?? [] : null;
    });
    if (shape === null) return null;
    this.shapes.set(name, shape);
    return shape;
  }

  private readBytes(name: string, nBytes: number): Uint8Array {
    const { Module } = this.library;
    const pointer = Module._malloc(nBytes);
    if (pointer === 0) throw new Failure('too-large', `There is not enough memory to read "${name}"; close other programs and try again.`);
    try {
      if (Module.get_dataset_data(this.file.file_id, name, null, null, null, BigInt(pointer)) < 0) throw damaged(this.path);
      return Module.HEAPU8.slice(pointer, pointer + nBytes);
    } finally {
      Module._free(pointer);
    }
  }
}

/** @returns the size of the file in bytes */
function checkSignature(path: string): number {
  const start = Buffer.alloc(SIGNATURE.length);
  const { fd, nBytes } = openPlainFileSync(path, MODEL_FILE);
  try {
    readSync(fd, start, 0, start.length, 0);
  } catch (error) {
    throw fileFailure(error, `“${basename(path)}”`);
  } finally {
    closeSync(fd);
  }
  if (!start.equals(SIGNATURE)) throw new Failure('model', `${basename(path)} is not an HDF5 file; choose the weights.hdf5 of the model.`);
  return nBytes;
}

/** Everything the library throws while it walks the file means that the file is damaged. */
function guarded<Result>(path: string, step: () => Result): Result {
  try {
    return step();
  } catch (error) {
    throw error instanceof Failure ? error : damaged(path, String(error));
  }
}

function damaged(path: string, detail?: string): Failure {
  return new Failure('model', `${basename(path)} is damaged or incomplete; copy or download it again.`, detail);
}
