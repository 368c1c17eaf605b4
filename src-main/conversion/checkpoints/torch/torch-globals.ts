import { Failure } from '@contract/failure';
import { isA } from './pickle-values';
import type { PickleValue, StorageRef, TensorRef } from './pickle-values';

/** Bytes of one element by torch's storage class. */
export const STORAGE_BYTES: Readonly<Record<string, number>> = {
  FloatStorage: 4, HalfStorage: 2, BFloat16Storage: 2, DoubleStorage: 8,
  LongStorage: 8, IntStorage: 4, ShortStorage: 2, CharStorage: 1, ByteStorage: 1, BoolStorage: 1,
};

const CALLABLES: Readonly<Record<string, (args: readonly PickleValue[]) => PickleValue>> = {
  'collections.OrderedDict': orderedDict,
  'torch._utils._rebuild_tensor': rebuildTensor,
  'torch._utils._rebuild_tensor_v2': rebuildTensor,
  // A parameter is its tensor.
  'torch._utils._rebuild_parameter': ([tensor]) => tensor ?? null,
  'torch.Size': ([sizes]) => sizes ?? null,
};

/** @throws Failure('model') for every name that is not part of a plain checkpoint: nothing of it is looked up, let alone run. */
export function requireKnownGlobal(name: string): void {
  const [, storage = ''] = /^torch\.(\w+Storage)$/.exec(name) ?? [];
  if (Object.hasOwn(CALLABLES, name) || Object.hasOwn(STORAGE_BYTES, storage)) return;
  throw malformed(`holds a Python object, "${name.slice(0, 80)}", that is no tensor; save the weights alone, best as safetensors`);
}

/** What a call of one of the known names gives. */
export function callGlobal(name: string, args: readonly PickleValue[]): PickleValue {
  const call = Object.hasOwn(CALLABLES, name) ? CALLABLES[name] : undefined;
  if (call === undefined) throw malformed(`calls "${name.slice(0, 80)}", which no plain checkpoint does; download it again`);
  return call(args);
}

/** `('storage', class, key, device, number of elements[, view])` */
export function storageOf(id: PickleValue | undefined): StorageRef {
  if (!isA(id, 'tuple')) throw malformed('refers to data in an unknown way');
  const [what, type, key, , nElements, view] = id.items;
  if (what !== 'storage' || !isA(type, 'global') || typeof key !== 'string' || !isCount(nElements)) throw malformed('refers to data in an unknown way');
  if (view !== undefined && view !== null) throw malformed('holds views of one storage in the form of an early PyTorch; save it with a newer one');
  return { is: 'storage', type: type.name.slice('torch.'.length), key, nElements };
}

function rebuildTensor([storage, offset, size, stride]: readonly PickleValue[]): TensorRef {
  const sizes = counts(size);
  const strides = counts(stride);
  if (!isA(storage, 'storage') || !isCount(offset) || sizes === null || strides === null || sizes.length !== strides.length) throw malformed('describes a tensor in an unknown way');
  return { is: 'tensor', storage, offset, size: sizes, stride: strides };
}

function orderedDict([given]: readonly PickleValue[]): PickleValue {
  const pairs: [PickleValue, PickleValue][] = [];
  if (given !== undefined && !isA(given, 'list')) throw malformed('builds a dictionary in an unknown way');
  for (const pair of given?.items ?? []) {
    const [key, value] = isA(pair, 'tuple') || isA(pair, 'list') ? pair.items : [];
    if (key === undefined || value === undefined) throw malformed('builds a dictionary in an unknown way');
    pairs.push([key, value]);
  }
  return { is: 'dict', pairs };
}

function counts(value: PickleValue | undefined): readonly number[] | null {
  if (!isA(value, 'tuple') && !isA(value, 'list')) return null;
  const items: readonly PickleValue[] = value.items;
  return items.length <= 8 && items.every(isCount) ? items : null;
}

function isCount(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

export function malformed(what: string): Failure {
  return new Failure('model', `The weight file ${what}.`);
}
