import { Failure } from '@contract/failure';
import type { ListedTensors } from './checkpoint';
import { toFloat32 } from './element-types';
import { FileBytes } from './file-bytes';
import { LENGTH_BYTES, parseHeaderLength, parseSafetensorsHeader } from './safetensors-header';
import type { TensorEntry } from './safetensors-header';

/** A .safetensors file on disk; tensors are read when they are asked for. Close it after use. */
export class SafetensorsFile implements ListedTensors {
  private readonly file: FileBytes;
  readonly entries: ReadonlyMap<string, TensorEntry>;

  /** @throws Failure('model') when the file is malformed, with the reason; Failure('io') when it cannot be opened. */
  constructor(path: string) {
    this.file = new FileBytes(path);
    try {
      const { nBytes } = this.file;
      const headerLength = parseHeaderLength(this.file.read(0, Math.min(LENGTH_BYTES, nBytes)), nBytes);
      this.entries = parseSafetensorsHeader(this.file.read(LENGTH_BYTES, headerLength), nBytes);
    } catch (error) {
      this.file.close();
      throw error;
    }
  }

  names(): Iterable<string> {
    return this.entries.keys();
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  shape(name: string): readonly number[] {
    return this.entry(name).shape;
  }

  precision(name: string): 'float16' | 'float32' {
    return this.entry(name).dtype === 'F16' ? 'float16' : 'float32';
  }

  read(name: string): Float32Array {
    const { dtype, dtypeName, begin, end } = this.entry(name);
    if (dtype === 'other') throw new Failure('model', `The weight "${name}" has the type ${dtypeName}; only F32, F16, BF16 and F64 can be used.`);
    return toFloat32(this.file.read(begin, end - begin), dtype);
  }

  close(): void {
    this.file.close();
  }

  private entry(name: string): TensorEntry {
    const entry = this.entries.get(name);
    if (entry === undefined) throw new Failure('model', `The weights lack "${name}"; use the weight file that belongs to the model's settings.`);
    return entry;
  }
}
