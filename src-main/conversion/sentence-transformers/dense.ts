import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@contract/failure';
import { SENTENCE_WEIGHTS, type DenseStep } from '@contract/model-card';
import { asCheckpoint } from '../checkpoints/checkpoint';
import { findWeightFile, openCheckpoint } from '../checkpoints/open-checkpoint';
import { listFolder, MAX_SETTINGS_BYTES, parseJsonObject, readTextFile } from '../folder-files';
import { missingConfig } from './missing-config';

/** A Dense module of sentence-transformers, before its weights are read. */
export interface DenseModule {
  readonly dir: string;
  /** As modules.json names it. */
  readonly path: string;
  readonly step: DenseStep;
  /** What it reads and writes; a sentence's vector is `sentence_embedding`. */
  readonly input: string;
  readonly output: string;
  /** PyTorch's name of the activation where it is none of ours, else null. */
  readonly unknownActivation: string | null;
}

const ACTIVATIONS: Readonly<Record<string, DenseStep['activation']>> = { Identity: 'identity', Tanh: 'tanh', ReLU: 'relu', GELU: 'gelu', Sigmoid: 'sigmoid' };
const MAX_WIDTH = 100_000;

/** @throws Failure('model') when its config.json is missing or malformed */
export async function readDenseModule(dir: string, path: string): Promise<DenseModule> {
  const json = await readTextFile(join(dir, path), 'config.json', MAX_SETTINGS_BYTES);
  if (json === null) throw missingConfig(path);
  const config = parseJsonObject(json, `${path}/config.json`);
  const width = (key: string): number => {
    const value = config[key];
    if (Number.isInteger(value) && (value as number) > 0 && (value as number) <= MAX_WIDTH) return value as number;
    throw new Failure('model', `${path}/config.json has a ${key} of ${JSON.stringify(value ?? null)}; a whole number is expected.`);
  };
  // A class of PyTorch with its module: torch.nn.modules.activation.Tanh. Without one the library takes Tanh.
  const named = config['activation_function'] ?? 'Tanh';
  const activation = typeof named === 'string' ? named.split('.').at(-1) ?? '' : JSON.stringify(named);
  const [nIn, nOut] = [width('in_features'), width('out_features')];
  const input = nameIn(config['module_input_name'], 'sentence_embedding');
  return {
    dir: join(dir, path), path, input, output: nameIn(config['module_output_name'], input),
    unknownActivation: Object.hasOwn(ACTIVATIONS, activation) ? null : activation,
    step: {
      type: 'dense', nIn, nOut, hasBias: config['bias'] !== false, activation: ACTIVATIONS[activation] ?? 'identity',
      residual: config['use_residual'] !== true ? 'none' : nIn === nOut ? 'same' : 'projected',
    },
  };
}

const nameIn = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);

/** Why the app cannot do what a Dense module does, as the end of a sentence; null where it can. */
export function denseReason({ input, output, unknownActivation, path }: DenseModule): string | null {
  if (unknownActivation !== null) return `the activation ${unknownActivation} of ${path} is not known here`;
  if (input !== 'sentence_embedding' || output !== 'sentence_embedding') return `${path} takes ${input} to ${output}, not a sentence's vector to another`;
  return null;
}

/**
 * Writes the numbers of dense steps into {@link SENTENCE_WEIGHTS} of a model folder; none where there are no steps.
 * @param width of the pooled vector
 * @returns how many parameters they have
 * @throws Failure('model') when weights are missing, shaped otherwise, or a step does not take what the one before gives
 */
export async function writeDenseWeights(modules: readonly DenseModule[], width: number, outDir: string): Promise<number> {
  if (modules.length === 0) return 0;
  const parts: Float32Array[] = [];
  let before = width;
  for (const module of modules) {
    const { path, step: { nIn, nOut } } = module;
    if (nIn !== before) throw new Failure('model', `${path}/config.json takes vectors of ${nIn} numbers, but they have ${before}; choose the folder with files that belong together.`);
    parts.push(...await readWeights(module));
    before = nOut;
  }
  await writeFile(join(outDir, SENTENCE_WEIGHTS), Buffer.concat(parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength))));
  return parts.reduce((sum, { length }) => sum + length, 0);
}

async function readWeights({ dir, path, step: { nIn, nOut, hasBias, residual } }: DenseModule): Promise<readonly Float32Array[]> {
  const file = findWeightFile(await listFolder(dir));
  if (file === null) throw new Failure('model', `${path} has neither model.safetensors nor pytorch_model.bin; choose the folder with all files of the model.`);
  const tensors = await openCheckpoint(dir, file);
  try {
    const checkpoint = asCheckpoint(tensors);
    return [
      checkpoint.locate('linear.weight', [nOut, nIn]),
      ...(hasBias ? [checkpoint.locate('linear.bias', [nOut])] : []),
      ...(residual === 'projected' ? [checkpoint.locate('residual.weight', [nOut, nIn])] : []),
    ].map((read) => read().slice());
  } finally {
    tensors.close();
  }
}
