import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkpoint } from '../src-main/conversion/checkpoints/checkpoint';
import { toFloat16 } from '../src-main/model-format/float16';
import { ELEMENT_TYPES, decodeModel } from '../src-main/model-format/onnx-messages';
import type { WeightEntry, WeightSink } from '../src-main/conversion/onnx/weight-file';

/**
 * The weights that a model folder holds already, found by the names that its graphs give them. Nothing is written: a tensor that a graph
 * builder adds must be there with the same shape and, where the builder brings its values, with the same bytes.
 */
export class StoredWeights implements WeightSink, Checkpoint {
  private readonly entries = new Map<string, WeightEntry>();
  private readonly files = new Map<string, number>();

  constructor(private readonly dir: string, graphFiles: readonly string[]) {
    for (const graphFile of graphFiles) {
      for (const { name, dims, dataType, externalData = [] } of decodeModel(readFileSync(join(dir, graphFile))).graph.initializer) {
        if (externalData.length === 0) continue;
        const field = (key: string): string => externalData.find((pair) => pair.key === key)?.value ?? '';
        this.entries.set(name, {
          name, shape: dims, file: field('location'), offset: Number(field('offset')), length: Number(field('length')),
          precision: dataType === ELEMENT_TYPES.float16 ? 'float16' : 'float32',
        });
      }
    }
  }

  add(name: string, values: Float32Array | (() => Float32Array), shape: readonly number[]): WeightEntry {
    const entry = this.entries.get(name);
    if (entry === undefined) throw new Error(`no weight ${name} is stored`);
    if (entry.shape.join() !== shape.join()) throw new Error(`${name} is stored as [${entry.shape.join()}], not [${shape.join()}]`);
    if (typeof values !== 'function' && !this.isStored(entry, values)) throw new Error(`${name} is stored with other values`);
    return entry;
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  names(): Iterable<string> {
    return this.entries.keys();
  }

  /** The values are here already, in another order than their source has: nobody needs to read them. */
  locate(name: string): () => Float32Array {
    return () => { throw new Error(`the values of ${name} in its source are not known here`); };
  }

  close(): void {
    for (const file of this.files.values()) closeSync(file);
    this.files.clear();
  }

  private isStored(entry: WeightEntry, values: Float32Array): boolean {
    const wanted = entry.precision === 'float16' ? toFloat16(values) : values;
    const file = this.files.get(entry.file) ?? openSync(join(this.dir, entry.file), 'r');
    this.files.set(entry.file, file);
    const stored = Buffer.alloc(entry.length);
    readSync(file, stored, 0, entry.length, entry.offset);
    return stored.equals(new Uint8Array(wanted.buffer, wanted.byteOffset, wanted.byteLength));
  }
}
