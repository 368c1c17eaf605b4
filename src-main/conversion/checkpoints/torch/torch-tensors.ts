import { Failure } from '@contract/failure';
import { transpose } from '../../tensors';
import type { ListedTensors } from '../checkpoint';
import { FLOAT_BYTES, toFloat32 } from '../element-types';
import type { FloatType } from '../element-types';
import type { FileBytes } from '../file-bytes';
import { isA } from './pickle-values';
import type { PickleValue, StorageRef, TensorRef } from './pickle-values';
import { malformed } from './torch-globals';

/** Where a storage's bytes lie in the file. */
export interface StoragePlace {
  readonly begin: number;
  readonly nBytes: number;
}

const FLOAT_STORAGES: Readonly<Record<string, FloatType>> = { FloatStorage: 'F32', HalfStorage: 'F16', BFloat16Storage: 'BF16', DoubleStorage: 'F64' };

/** The tensors of a pytorch_model.bin: what the pickle says of them, and where their numbers lie. */
export class TorchTensors implements ListedTensors {
  constructor(private readonly file: FileBytes, private readonly tensors: ReadonlyMap<string, TensorRef>, private readonly places: ReadonlyMap<string, StoragePlace>) {}

  names(): Iterable<string> {
    return this.tensors.keys();
  }

  has(name: string): boolean {
    return this.tensors.has(name);
  }

  shape(name: string): readonly number[] {
    return this.tensor(name).size;
  }

  precision(name: string): 'float16' | 'float32' {
    return this.tensor(name).storage.type === 'HalfStorage' ? 'float16' : 'float32';
  }

  read(name: string): Float32Array {
    const { storage, offset, size, stride } = this.tensor(name);
    const type = FLOAT_STORAGES[storage.type];
    if (type === undefined) throw new Failure('model', `The weight "${name}" is a ${storage.type}; only float, half, bfloat16 and double can be used.`);
    const place = this.places.get(storage.key);
    const nElements = size.reduce((product, n) => product * n, 1);
    const [begin, end] = [offset * FLOAT_BYTES[type], (offset + nElements) * FLOAT_BYTES[type]];
    // The pickle may say anything; only what the file holds is ever allocated.
    if (place === undefined || offset + nElements > storage.nElements || !(end <= place.nBytes)) {
      throw new Failure('model', `The weight "${name}" is larger than its data in the file; download the file again.`);
    }
    const values = toFloat32(this.file.read(place.begin + begin, end - begin), type);
    if (isRowMajor(size, stride)) return values;
    const [nRows = 0, nColumns = 0] = size;
    if (size.length === 2 && isRowMajor([nColumns, nRows], [...stride].reverse())) return transpose(values, nColumns, nRows);
    throw new Failure('model', `The weight "${name}" does not lie in one piece; save the model again, best as safetensors.`);
  }

  close(): void {
    this.file.close();
  }

  private tensor(name: string): TensorRef {
    const tensor = this.tensors.get(name);
    if (tensor === undefined) throw new Failure('model', `The weights lack "${name}"; use the weight file that belongs to the model's settings.`);
    return tensor;
  }
}

/** The tensors of a state dictionary by name; entries of another kind are left out. Where fastai has put one beside its optimizer, under “model”, that is meant. */
export function namedTensors(value: PickleValue): Map<string, TensorRef> {
  if (!isA(value, 'dict')) throw malformed('holds no dictionary of weights; save the model\'s state_dict');
  const tensors = new Map<string, TensorRef>();
  for (const [name, tensor] of value.pairs) if (typeof name === 'string' && isA(tensor, 'tensor')) tensors.set(name, tensor);
  const inner = value.pairs.find(([name, content]) => name === 'model' && isA(content, 'dict'))?.[1];
  if (tensors.size === 0 && isA(inner, 'dict') && !inner.pairs.some(([name]) => name === 'model')) return namedTensors(inner);
  if (tensors.size === 0) throw malformed('holds no dictionary of weights; save the model\'s state_dict');
  return tensors;
}

/** Each storage once. */
export function storagesOf(tensors: ReadonlyMap<string, TensorRef>): Map<string, StorageRef> {
  return new Map([...tensors.values()].map(({ storage }) => [storage.key, storage]));
}

function isRowMajor(size: readonly number[], stride: readonly number[]): boolean {
  let expected = 1;
  for (let axis = size.length - 1; axis >= 0; axis -= 1) {
    const n = size[axis] ?? 0;
    if (n !== 1 && stride[axis] !== expected) return false;
    expected *= n;
  }
  return true;
}
