import { FileBytes } from '../file-bytes';
import type { ListedTensors } from '../checkpoint';
import { openStream } from './torch-stream';
import { malformed } from './torch-globals';
import { openArchive } from './torch-zip';

/**
 * Opens a pytorch_model.bin: a ZIP archive (torch.save since 1.6) or pickles with the numbers behind them (before).
 * @throws Failure('model') with the reason; as `openPlainFile` when it cannot be opened or is no plain file.
 */
export async function openTorchFile(path: string): Promise<ListedTensors> {
  const file = new FileBytes(path);
  try {
    const start = file.read(0, Math.min(4, file.nBytes));
    if (startsWith(start, [0x50, 0x4b, 0x03, 0x04])) return await openArchive(file);
    if (startsWith(start, [0x80, 0x02, 0x8a, 0x0a])) return openStream(file);
    throw malformed(`${file.name} is in none of the forms that PyTorch writes; download it again`);
  } catch (error) {
    file.close();
    throw error;
  }
}

function startsWith(bytes: Uint8Array, expected: readonly number[]): boolean {
  return expected.every((byte, i) => bytes[i] === byte);
}
