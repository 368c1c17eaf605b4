import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { buildElmoGraphs } from './elmo-graph';
import { parseElmoOptions } from '../model-format/elmo-options';
import { MAX_SETTINGS_BYTES, requireTextFile } from './folder-files';
import { GRAPH_FILES } from '../model-format/graph-names';
import { Hdf5File } from './hdf5';
import type { CardFacts } from '../model-format/model-folder';
import { WeightFile } from './onnx/weight-file';
import type { Precision } from './onnx/weight-file';
import { withProgress } from './onnx/weight-progress';
import type { ConversionHooks } from './onnx/weight-progress';
import type { ModelSource } from './recognise-source';

/** Converts the published files of an ELMo model into `dir`. @throws Failure('model' | 'io' | 'cancelled') with the reason. */
export async function convertElmo(source: Extract<ModelSource, { is: 'elmo' }>, dir: string, precision: Precision, hooks: ConversionHooks): Promise<CardFacts> {
  const optionsJson = await requireTextFile(dirname(source.options), basename(source.options), MAX_SETTINGS_BYTES);
  const options = parseElmoOptions(optionsJson);
  const tensors = await Hdf5File.open(source.weights);
  try {
    const weights = new WeightFile(join(dir, GRAPH_FILES.weights), precision);
    try {
      const graphs = buildElmoGraphs(options, tensors, withProgress(weights, 0, hooks));
      await writeFile(join(dir, GRAPH_FILES.wordEncoder), graphs.wordEncoder);
      await writeFile(join(dir, GRAPH_FILES.bilm), graphs.bilm);
      await writeFile(join(dir, GRAPH_FILES.bilmChunk), graphs.bilmChunk);
      await writeFile(join(dir, 'options.json'), optionsJson);
      return { kind: 'elmo', architecture: 'elmo', nLayers: options.nLayers + 1, dim: 2 * options.projectionDim, nParameters: graphs.nParameters, tokenizer: 'characters' };
    } finally {
      weights.close();
    }
  } finally {
    tensors.close();
  }
}
