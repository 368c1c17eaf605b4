import { Failure } from '@contract/failure';
import { fromFdPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import type { FileBytes } from '../file-bytes';
import { EndOfBytes } from './byte-reader';
import { malformed } from './torch-globals';
import { TorchTensors, namedTensors, storagesOf } from './torch-tensors';
import type { StoragePlace } from './torch-tensors';
import { unpickle } from './unpickle';

/** Descriptions of a thousand tensors take some hundred kilobytes. */
export const MAX_PICKLE_BYTES = 2 ** 24;
const MAX_ENTRIES = 100_000;

/** torch.save's archive: NAME/data.pkl describes the tensors, NAME/data/KEY holds the numbers, stored and not packed. */
export async function openArchive(file: FileBytes): Promise<TorchTensors> {
  // It is not closed: that would close the file, which the tensors are read from.
  const zip = await fromFdPromise(file.fd, { lazyEntries: true, autoClose: false }).catch((error: unknown) => { throw damaged(file, error); });
  try {
    const entries = await listEntries(zip);
    const pickleName = [...entries.keys()].find((name) => /^[^/]+\/data\.pkl$/.test(name));
    const pickle = entries.get(pickleName ?? '');
    if (pickleName === undefined || pickle === undefined) throw malformed(`${file.name} is an archive without the data.pkl that PyTorch writes; choose the model's weight file`);
    const root = pickleName.slice(0, -'data.pkl'.length);
    const read = async (entry: Entry, maxBytes: number): Promise<Uint8Array> => {
      const { begin, nBytes } = await placeOf(zip, entry, file);
      if (nBytes > maxBytes) throw malformed(`${file.name} has a description of ${nBytes} bytes, far more than tensors need; download it again`);
      return file.read(begin, nBytes);
    };
    const order = entries.get(`${root}byteorder`);
    if (order !== undefined && new TextDecoder().decode(await read(order, 64)) !== 'little') throw malformed(`${file.name} was written on a big-endian machine; save it as safetensors`);
    const tensors = namedTensors(unpickle(await read(pickle, MAX_PICKLE_BYTES)).value);
    const places = new Map<string, StoragePlace>();
    for (const { key } of storagesOf(tensors).values()) {
      const entry = entries.get(`${root}data/${key}`);
      if (entry !== undefined) places.set(key, await placeOf(zip, entry, file));
    }
    return new TorchTensors(file, tensors, places);
  } catch (error) {
    throw error instanceof Failure ? error : damaged(file, error);
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.size >= MAX_ENTRIES) throw malformed('is an archive of more files than a model has tensors; choose the model\'s weight file');
    entries.set(entry.fileName, entry);
  }
  return entries;
}

async function placeOf(zip: ZipFile, entry: Entry, file: FileBytes): Promise<StoragePlace> {
  if (entry.compressionMethod !== 0 || entry.isEncrypted()) throw malformed(`${file.name} is a packed or encrypted archive, which PyTorch does not write; choose the model's own file`);
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  if (fileDataStart + entry.uncompressedSize > file.nBytes) throw damaged(file, 'an entry ends behind the file');
  return { begin: fileDataStart, nBytes: entry.uncompressedSize };
}

function damaged(file: FileBytes, error: unknown): Failure {
  return new Failure('model', `${file.name} is a damaged or cut archive; download it again.`, error instanceof EndOfBytes ? 'the pickle ends early' : String(error));
}
