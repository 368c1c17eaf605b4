import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@contract/failure';
import { asCheckpoint } from '../checkpoints/checkpoint';
import type { ListedTensors } from '../checkpoints/checkpoint';
import { findWeightFile, openCheckpoint } from '../checkpoints/open-checkpoint';
import { listFolder } from '../folder-files';
import { GRAPH_FILES } from '../../model-format/graph-names';
import type { CardFacts } from '../../model-format/model-folder';
import { WeightPlan, withProgress } from '../onnx/weight-progress';
import type { ConversionHooks } from '../onnx/weight-progress';
import { WeightFile } from '../onnx/weight-file';
import type { Precision } from '../onnx/weight-file';
import { writeDenseWeights } from '../sentence-transformers/dense';
import { readSentenceModules, type SentenceModules } from '../sentence-transformers/modules';
import { readTokenizerFiles } from '../tokenizer-files';
import { readTransformerConfig } from './parse-config';
import { buildTransformerGraph } from './transformer-graph';

/**
 * Converts a Hugging Face folder (or one of sentence-transformers) into `dir`. All weights are looked for, with their shapes, before the first is read;
 * one is held in memory at a time.
 * @throws Failure('model' | 'io' | 'too-large' | 'cancelled') with the reason
 */
export async function convertTransformer(sourceDir: string, dir: string, precision: Precision | 'source', hooks: ConversionHooks, maxWeightBytes = Infinity): Promise<CardFacts> {
  const modules = await readSentenceModules(sourceDir);
  const modelDir = join(sourceDir, modules?.transformerDir ?? '.');
  const { spec, json: configJson } = await readTransformerConfig(modelDir);
  const weightFile = findWeightFile(await listFolder(modelDir));
  if (weightFile === null) throw new Failure('model', 'The folder has neither model.safetensors nor pytorch_model.bin; add the weights of the model.');
  const tokenizer = await readTokenizerFiles(modelDir, spec.kind, spec.vocabSize, modules?.isLowerCased);
  const tensors = await openCheckpoint(modelDir, weightFile);
  let nParameters: number;
  try {
    const checkpoint = asCheckpoint(tensors);
    const used: string[] = [];
    const plan = new WeightPlan();
    buildTransformerGraph(spec, { ...checkpoint, locate: (name, shape) => { used.push(name); return checkpoint.locate(name, shape); } }, plan);
    const weights = new WeightFile(join(dir, GRAPH_FILES.weights), precision === 'source' ? sourcePrecision(tensors, used) : precision, maxWeightBytes);
    try {
      const graph = buildTransformerGraph(spec, checkpoint, withProgress(weights, plan.nWeights, hooks));
      await writeFile(join(dir, GRAPH_FILES.encoder), graph.encoder);
      ({ nParameters } = graph);
    } finally {
      weights.close();
    }
  } finally {
    tensors.close();
  }
  await writeFile(join(dir, 'config.json'), configJson);
  for (const [name, content] of Object.entries(tokenizer.files)) await writeFile(join(dir, name), content);
  const { kind, architecture, nBlocks, dim, maxTokens } = spec;
  nParameters += await writeDenseWeights(modules?.dense ?? [], dim, dir);
  return {
    kind, architecture, nLayers: nBlocks + 1, dim, nParameters, tokenizer: tokenizer.kind, maxTokens,
    ...sentenceOf(modules, maxTokens), ...(modules?.note == null ? {} : { note: modules.note }),
  };
}

function sentenceOf(modules: SentenceModules | null, maxTokens: number): Pick<CardFacts, 'sentence'> {
  if (modules === null || modules.sentence === null) return {};
  return { sentence: { ...modules.sentence, maxTokens: Math.min(maxTokens, modules.maxTokens ?? Infinity) } };
}

/** Halves stay halves; where the model mixes types, nothing is rounded. */
function sourcePrecision(tensors: ListedTensors, used: readonly string[]): Precision {
  return used.every((name) => tensors.precision(name) === 'float16') ? 'float16' : 'float32';
}
