import { Failure } from '@contract/failure';
import type { FileBytes } from '../file-bytes';
import { EndOfBytes } from './byte-reader';
import { isA } from './pickle-values';
import type { PickleValue } from './pickle-values';
import { STORAGE_BYTES, malformed } from './torch-globals';
import { TorchTensors, namedTensors, storagesOf } from './torch-tensors';
import type { StoragePlace } from './torch-tensors';
import { MAX_PICKLE_BYTES } from './torch-zip';
import { unpickle } from './unpickle';

const FIRST_WINDOW_BYTES = 2 ** 18;
const MAGIC = 0x1950a86a20f9469cfc6cn;
const PROTOCOL = 1001;

/**
 * torch.save's older form (torch/serialization.py, _legacy_save): pickles of a magic number, a protocol, the machine, the tensors and the
 * list of storages, then every storage as its number of elements (int64) and its numbers.
 */
export function openStream(file: FileBytes): TorchTensors {
  const { values: [magic, protocol, machine, described, keys], end } = readPickles(file, 5);
  if (magic !== MAGIC || protocol !== PROTOCOL) throw malformed(`${file.name} has an unknown version; save it with a newer PyTorch`);
  if (isA(machine, 'dict') && machine.pairs.some(([key, value]) => key === 'little_endian' && value === false)) {
    throw malformed(`${file.name} was written on a big-endian machine; save it as safetensors`);
  }
  const tensors = namedTensors(described ?? null);
  if (!isA(keys, 'list')) throw damaged(file);
  const storages = storagesOf(tensors);
  const places = new Map<string, StoragePlace>();
  let position = end;
  for (const key of keys.items) {
    const storage = typeof key === 'string' ? storages.get(key) : undefined;
    // A storage that no tensor uses has an unknown width, and nothing behind it can be found.
    if (storage === undefined || position + 8 > file.nBytes) throw damaged(file);
    const nElements = new DataView(file.read(position, 8).buffer).getBigInt64(0, true);
    const nBytes = storage.nElements * (STORAGE_BYTES[storage.type] ?? 0);
    if (nElements !== BigInt(storage.nElements) || position + 8 + nBytes > file.nBytes) throw damaged(file);
    places.set(storage.key, { begin: position + 8, nBytes });
    position += 8 + nBytes;
  }
  return new TorchTensors(file, tensors, places);
}

/** The pickles at the beginning have no stated length: the window grows until they fit. */
function readPickles(file: FileBytes, n: number): { readonly values: readonly PickleValue[]; readonly end: number } {
  for (let nWindow = FIRST_WINDOW_BYTES; ; nWindow *= 4) {
    const window = file.read(0, Math.min(nWindow, file.nBytes, MAX_PICKLE_BYTES));
    try {
      const values: PickleValue[] = [];
      let end = 0;
      for (let i = 0; i < n; i += 1) {
        const pickle = unpickle(window, end);
        values.push(pickle.value);
        ({ end } = pickle);
      }
      return { values, end };
    } catch (error) {
      if (!(error instanceof EndOfBytes)) throw error;
      if (window.length < nWindow) throw damaged(file);
    }
  }
}

function damaged(file: FileBytes): Failure {
  return new Failure('model', `${file.name} is cut off or damaged; download it again.`);
}
