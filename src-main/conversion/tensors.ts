import { Failure } from '@contract/failure';

/** A set of named tensors in a file, whatever its format. */
export interface TensorSource {
  has(name: string): boolean;
  /** @throws Failure('model') when there is no such tensor. */
  shape(name: string): readonly number[];
  /** Row-major values widened to float32. @throws Failure('model') when there is no such tensor or its type is not supported. */
  read(name: string): Float32Array;
}

/** Reads a tensor that must have a certain shape. @throws Failure('model') naming the tensor when it is missing or shaped otherwise. */
export function readTensor(source: TensorSource, name: string, shape: readonly number[]): Float32Array {
  if (!source.has(name)) throw new Failure('model', `The weights lack "${name}"; use the weight file that belongs to the model's settings.`);
  const found = source.shape(name);
  if (found.length !== shape.length || found.some((n, i) => n !== shape[i])) {
    throw new Failure('model', `The weight "${name}" has the shape [${found.join(', ')}] where the settings ask for [${shape.join(', ')}]; use files that belong together.`);
  }
  return source.read(name);
}

/** `[nRows, nColumns]` → `[nColumns, nRows]`. */
export function transpose(values: Float32Array, nRows: number, nColumns: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let row = 0; row < nRows; row += 1) {
    for (let column = 0; column < nColumns; column += 1) turned[column * nRows + row] = values[row * nColumns + column] ?? 0;
  }
  return turned;
}
