import { Failure } from '@contract/failure';

/** A set of named tensors in a file, whatever its format. */
export interface TensorSource {
  has(name: string): boolean;
  /** @throws Failure('model') when there is no such tensor. */
  shape(name: string): readonly number[];
  /** Row-major values widened to float32. @throws Failure('model') when there is no such tensor or its type is not supported. */
  read(name: string): Float32Array;
}

/** @throws Failure('model') naming the tensor when it is missing or shaped otherwise. */
export function requireShape(source: TensorSource, name: string, shape: readonly number[]): void {
  if (!source.has(name)) throw new Failure('model', `The weights lack "${name}"; use the weight file that belongs to the model's settings.`);
  const found = source.shape(name);
  if (found.length !== shape.length || found.some((n, i) => n !== shape[i])) {
    throw new Failure('model', `The weight "${name}" has the shape [${found.join(', ')}] where the settings ask for [${shape.join(', ')}]; use files that belong together.`);
  }
}

/** Reads a tensor that must have a certain shape. @throws Failure('model') naming the tensor when it is missing or shaped otherwise. */
export function readTensor(source: TensorSource, name: string, shape: readonly number[]): Float32Array {
  requireShape(source, name, shape);
  return source.read(name);
}

/** Small enough that a tile's rows and columns stay in the first cache. */
const TILE = 32;

/** `[nRows, nColumns]` → `[nColumns, nRows]`. */
export function transpose(values: Float32Array, nRows: number, nColumns: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let firstRow = 0; firstRow < nRows; firstRow += TILE) {
    const endRow = Math.min(firstRow + TILE, nRows);
    for (let firstColumn = 0; firstColumn < nColumns; firstColumn += TILE) {
      const endColumn = Math.min(firstColumn + TILE, nColumns);
      for (let row = firstRow; row < endRow; row += 1) {
        for (let column = firstColumn; column < endColumn; column += 1) turned[column * nRows + row] = values[row * nColumns + column] ?? 0;
      }
    }
  }
  return turned;
}

/** Reads a weight that must have a certain shape; see {@link readTensor}. */
export type ReadWeight = (name: string, shape: readonly number[]) => Float32Array;
