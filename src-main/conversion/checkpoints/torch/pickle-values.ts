/** What an unpickled checkpoint is made of. Nothing else is ever built. */
export type PickleValue = null | boolean | number | bigint | string | Uint8Array | PickleTuple | PickleList | PickleDict | PickleGlobal | StorageRef | TensorRef;

export interface PickleTuple {
  readonly is: 'tuple';
  readonly items: readonly PickleValue[];
}

export interface PickleList {
  readonly is: 'list';
  readonly items: PickleValue[];
}

/** Keys and values in turn, in the order of their first appearance; later values of a key stand behind. */
export interface PickleDict {
  readonly is: 'dict';
  readonly pairs: (readonly [PickleValue, PickleValue])[];
}

/** A name that the pickle refers to; only those that are understood become one. */
export interface PickleGlobal {
  readonly is: 'global';
  readonly name: string;
}

/** Numbers that lie elsewhere in the file. `type` is torch's class ("FloatStorage"). */
export interface StorageRef {
  readonly is: 'storage';
  readonly type: string;
  readonly key: string;
  readonly nElements: number;
}

/** A view of a storage; `offset` and `stride` in elements. */
export interface TensorRef {
  readonly is: 'tensor';
  readonly storage: StorageRef;
  readonly offset: number;
  readonly size: readonly number[];
  readonly stride: readonly number[];
}

export function isA<K extends 'tuple' | 'list' | 'dict' | 'global' | 'storage' | 'tensor'>(value: PickleValue | undefined, kind: K): value is Extract<PickleValue, { readonly is: K }> {
  return typeof value === 'object' && value !== null && 'is' in value && value.is === kind;
}
