import { readTensor, requireShape } from '../tensors';
import type { TensorSource } from '../tensors';

/** The weights of a model by name, checked before they are read. */
export interface Checkpoint {
  names(): Iterable<string>;
  has(name: string): boolean;
  /**
   * Checks that a weight is there with this shape, and gives the function that reads it, row-major and widened to float32.
   * @throws Failure('model') naming the tensor when it is missing or shaped otherwise.
   */
  locate(name: string, shape: readonly number[]): () => Float32Array;
}

/** A source of tensors that can list them. */
export interface ListedTensors extends TensorSource {
  names(): Iterable<string>;
  /** How the file stores a tensor, as far as a model folder can keep it: halves stay halves, all else is float32. */
  precision(name: string): 'float16' | 'float32';
  close(): void;
}

export function asCheckpoint(tensors: TensorSource & Pick<ListedTensors, 'names'>): Checkpoint {
  return {
    names: () => tensors.names(),
    has: (name) => tensors.has(name),
    locate: (name, shape) => {
      requireShape(tensors, name, shape);
      return () => readTensor(tensors, name, shape);
    },
  };
}
