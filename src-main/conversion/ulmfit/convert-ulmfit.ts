import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Failure } from '@contract/failure';
import type { RecurrentFacts } from '@contract/model-card';
import { GRAPH_FILES } from '../../model-format/graph-names';
import type { CardFacts } from '../../model-format/model-folder';
import { FASTAI_VOCABULARY_FILE } from '../../tokenizers/fastai/vocabulary';
import type { ListedTensors } from '../checkpoints/checkpoint';
import { SafetensorsFile } from '../checkpoints/safetensors';
import { openTorchFile } from '../checkpoints/torch/torch-file';
import { WeightFile } from '../onnx/weight-file';
import type { Precision } from '../onnx/weight-file';
import { withProgress } from '../onnx/weight-progress';
import type { ConversionHooks } from '../onnx/weight-progress';
import { buildAwdLstm } from './awd-lstm-graph';
import type { Reader } from './awd-lstm-graph';
import { readAwdLstm, shapeOfAwdLstm } from './awd-lstm-weights';
import type { AwdLstmShape } from './awd-lstm-weights';
import { readItos } from './read-itos';
import type { UlmfitSource } from './recognise-ulmfit';

/** What the headers of a ULMFiT model's files say; its weights are not read. */
export interface UlmfitSummary extends RecurrentFacts {
  readonly itos: readonly string[];
}

/** @throws Failure `model` naming the file and what does not fit */
export async function inspectUlmfit(source: UlmfitSource): Promise<UlmfitSummary> {
  return withModels(source, (models, itos) => Promise.resolve({ ...factsOf(models), itos }));
}

/** Converts the files of fastai's ULMFiT into `dir`. @throws Failure `model`, `io`, `cancelled` with the reason */
export async function convertUlmfit(source: UlmfitSource, dir: string, precision: Precision, hooks: ConversionHooks): Promise<CardFacts> {
  return withModels(source, async (models, itos) => {
    const weights = new WeightFile(join(dir, GRAPH_FILES.weights), precision);
    try {
      const sink = withProgress(weights, models.reduce((sum, { shape }) => sum + 1 + 3 * (shape.widths.length - 1), 0), hooks);
      const read = models.map(({ tensors, shape, direction }) => ({ direction, weights: readAwdLstm(tensors, shape, sink, direction) }));
      await writeFile(join(dir, GRAPH_FILES.encoder), buildAwdLstm(read));
      await writeFile(join(dir, FASTAI_VOCABULARY_FILE), `${JSON.stringify(itos)}\n`);
      const recurrent = factsOf(models);
      return {
        kind: 'ulmfit', architecture: 'awd-lstm', nLayers: recurrent.widths.length, dim: models.length * Math.max(...recurrent.widths),
        nParameters: read.reduce((sum, one) => sum + one.weights.nParameters, 0), tokenizer: 'fastai-words', recurrent,
      };
    } finally {
      weights.close();
    }
  });
}

interface OpenModel {
  readonly direction: Reader['direction'];
  readonly tensors: ListedTensors;
  readonly shape: AwdLstmShape;
}

const factsOf = (models: readonly OpenModel[]): RecurrentFacts => ({
  reads: models.length > 1 ? 'both' : models[0]?.direction === 'reverse' ? 'backward' : 'forward', widths: models[0]?.shape.widths ?? [],
});

async function withModels<T>(source: UlmfitSource, use: (models: readonly OpenModel[], itos: readonly string[]) => Promise<T>): Promise<T> {
  const itos = await readItos(source.dir, source.itos);
  const models: OpenModel[] = [];
  try {
    for (const [file, direction] of [[source.forward, 'forward'], [source.backward, 'reverse']] as const) {
      if (file === null) continue;
      const tensors = file.toLowerCase().endsWith('.safetensors') ? new SafetensorsFile(file) : await openTorchFile(file);
      try {
        models.push({ direction, tensors, shape: shapeOfAwdLstm(tensors, basename(file)) });
      } catch (error) {
        tensors.close();
        throw error;
      }
    }
    requireTogether(models, itos, source.itos);
    return await use(models, itos);
  } finally {
    for (const { tensors } of models) tensors.close();
  }
}

function requireTogether(models: readonly OpenModel[], itos: readonly string[], itosName: string): void {
  for (const { shape: { nTokens } } of models) {
    if (nTokens !== itos.length) throw new Failure('model', `${itosName} has ${itos.length} tokens and the embedding ${nTokens} rows; use the vocabulary that belongs to the model.`);
  }
  const [first, second] = models.map(({ shape }) => shape.widths.join(', '));
  if (second !== undefined && first !== second) throw new Failure('model', `The forward model's layers are ${first} wide and the backward model's ${second}; import them one by one.`);
}
