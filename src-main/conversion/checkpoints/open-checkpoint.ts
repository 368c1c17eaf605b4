import { join } from 'node:path';
import { Failure } from '@contract/failure';
import type { ListedTensors } from './checkpoint';
import { SafetensorsFile } from './safetensors';
import { ShardedTensors } from './sharded';
import { openTorchFile } from './torch/torch-file';

const openSafetensors = (path: string): Promise<ListedTensors> => Promise.resolve(new SafetensorsFile(path));

/** Names of weight files, the preferred first. */
const FORMS: readonly (readonly [string, (dir: string, name: string) => Promise<ListedTensors>])[] = [
  ['model.safetensors', (dir, name) => openSafetensors(join(dir, name))],
  ['model.safetensors.index.json', (dir, name) => ShardedTensors.open(dir, name, openSafetensors)],
  ['pytorch_model.bin', (dir, name) => openTorchFile(join(dir, name))],
  ['pytorch_model.bin.index.json', (dir, name) => ShardedTensors.open(dir, name, openTorchFile)],
];

/** The weight file that would be used of those in a folder; null where there is none. */
export function findWeightFile(names: readonly string[]): string | null {
  return FORMS.find(([name]) => names.includes(name))?.[0] ?? null;
}

/** Opens the weights of a Hugging Face folder. Close them after use. @throws Failure('model' | 'io') with the reason. */
export async function openCheckpoint(dir: string, weightFile: string): Promise<ListedTensors> {
  const form = FORMS.find(([name]) => name === weightFile);
  if (form === undefined) throw new Failure('model', `${weightFile} is no weight file; add model.safetensors or pytorch_model.bin.`);
  return form[1](dir, weightFile);
}
