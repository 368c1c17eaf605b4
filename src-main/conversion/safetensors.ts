import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { Failure } from '@contract/failure';
import { fromFloat16 } from './float16';
import { LENGTH_BYTES, parseHeaderLength, parseSafetensorsHeader } from './safetensors-header';
import type { TensorEntry } from './safetensors-header';
import type { TensorSource } from './tensors';

/** A .safetensors file on disk; tensors are read when they are asked for. Close it after use. */
export class SafetensorsFile implements TensorSource {
  readonly #file: number;
  readonly entries: ReadonlyMap<string, TensorEntry>;

  /** @throws Failure('model') when the file is malformed, with the reason; Failure('io') when it cannot be opened. */
  constructor(path: string) {
    try {
      this.#file = openSync(path, 'r');
    } catch (error) {
      throw new Failure('io', `${basename(path)} cannot be opened; check that the file exists and may be read.`, String(error));
    }
    try {
      const nFileBytes = fstatSync(this.#file).size;
      const headerLength = parseHeaderLength(this.#readBytes(0, Math.min(LENGTH_BYTES, nFileBytes)), nFileBytes);
      this.entries = parseSafetensorsHeader(this.#readBytes(LENGTH_BYTES, headerLength), nFileBytes);
    } catch (error) {
      closeSync(this.#file);
      throw error;
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  shape(name: string): readonly number[] {
    return this.#entry(name).shape;
  }

  read(name: string): Float32Array {
    const { dtype, dtypeName, begin, end } = this.#entry(name);
    if (dtype === 'other') throw new Failure('model', `The weight "${name}" has the type ${dtypeName}; only F32, F16 and BF16 can be used.`);
    const bytes = this.#readBytes(begin, end - begin);
    if (dtype === 'F32') return new Float32Array(bytes.buffer);
    const halves = new Uint16Array(bytes.buffer);
    return dtype === 'F16' ? fromFloat16(halves) : fromBfloat16(halves);
  }

  close(): void {
    closeSync(this.#file);
  }

  #entry(name: string): TensorEntry {
    const entry = this.entries.get(name);
    if (entry === undefined) throw new Failure('model', `The weights lack "${name}"; use the weight file that belongs to the model's settings.`);
    return entry;
  }

  /** A copy of its own, so that typed-array views over its buffer are aligned. */
  #readBytes(position: number, nBytes: number): Uint8Array {
    const bytes = new Uint8Array(nBytes);
    for (let done = 0; done < nBytes;) {
      const n = readSync(this.#file, bytes, done, nBytes - done, position + done);
      if (n === 0) throw new Failure('io', 'The weight file became shorter while it was read; try again.');
      done += n;
    }
    return bytes;
  }
}

/** bfloat16 is the upper half of a float32. */
function fromBfloat16(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
}
