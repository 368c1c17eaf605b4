import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@contract/failure';
import { parseBertConfig } from './bert-config';
import { buildBertGraph } from './bert-graph';
import { buildElmoGraphs } from './elmo-graph';
import { parseElmoOptions } from './elmo-options';
import { Hdf5File } from './hdf5';
import { makeModelFolder } from './model-folder';
import type { CardFacts, CardText, UnmeasuredCard } from './model-folder';
import { WeightFile } from './onnx/weight-file';
import type { Precision } from './onnx/weight-file';
import { SafetensorsFile } from './safetensors';
import { readTokenizerFiles } from './tokenizer-files';

/** Names of the files in a converted folder. */
export const GRAPH_FILES = { encoder: 'encoder.onnx', wordEncoder: 'word-encoder.onnx', bilm: 'bilm.onnx', weights: 'weights.bin' } as const;

export interface ConversionOptions {
  /** Precision of the stored weights; the arithmetic is float32 either way. */
  readonly precision: Precision;
}

/**
 * Converts a folder with published weights into a model folder: ELMo (`options.json` and one `.hdf5`) or BERT (`config.json`, `model.safetensors`
 * and tokenizer files). The result appears whole or not at all; an older `outDir` is replaced.
 * @returns the card as written, without its background. @throws Failure('model' | 'io' | 'too-large') with the reason.
 */
export async function convertModel(sourceDir: string, outDir: string, text: CardText, options: ConversionOptions): Promise<UnmeasuredCard> {
  const names = await readdir(sourceDir).catch((error: unknown) => {
    throw new Failure('io', 'The model folder cannot be read; check that it exists and may be read.', String(error));
  });
  const hdf5 = names.filter((name) => name.endsWith('.hdf5'));
  const optionFiles = names.filter((name) => name.endsWith('options.json'));
  const [hdf5Name, optionsName] = [hdf5[0], optionFiles[0]];
  if (hdf5Name !== undefined && optionsName !== undefined && hdf5.length === 1 && optionFiles.length === 1) {
    return makeModelFolder(outDir, text, (dir) => convertElmo(join(sourceDir, optionsName), join(sourceDir, hdf5Name), dir, options));
  }
  if (names.includes('config.json') && names.includes('model.safetensors')) {
    return makeModelFolder(outDir, text, (dir) => convertBert(sourceDir, dir, options));
  }
  throw new Failure('model', 'The folder holds neither an ELMo model (options.json and one .hdf5 file) nor a BERT model (config.json and model.safetensors); choose the folder with the published files.');
}

async function convertElmo(optionsPath: string, weightsPath: string, dir: string, { precision }: ConversionOptions): Promise<CardFacts> {
  const optionsJson = await readFile(optionsPath, 'utf8');
  const options = parseElmoOptions(optionsJson);
  const source = await Hdf5File.open(weightsPath);
  try {
    const weights = new WeightFile(join(dir, GRAPH_FILES.weights), precision);
    try {
      const graphs = buildElmoGraphs(options, source, weights);
      await writeFile(join(dir, GRAPH_FILES.wordEncoder), graphs.wordEncoder);
      await writeFile(join(dir, GRAPH_FILES.bilm), graphs.bilm);
      await writeFile(join(dir, 'options.json'), optionsJson);
      return { kind: 'elmo', nLayers: options.nLayers + 1, dim: 2 * options.projectionDim, nParameters: graphs.nParameters, tokenizer: 'characters' };
    } finally {
      weights.close();
    }
  } finally {
    source.close();
  }
}

async function convertBert(sourceDir: string, dir: string, { precision }: ConversionOptions): Promise<CardFacts> {
  const configJson = await readFile(join(sourceDir, 'config.json'), 'utf8');
  const config = parseBertConfig(configJson);
  const tokenizer = await readTokenizerFiles(sourceDir, config.vocabSize);
  const source = new SafetensorsFile(join(sourceDir, 'model.safetensors'));
  try {
    const weights = new WeightFile(join(dir, GRAPH_FILES.weights), precision);
    try {
      const { encoder, nParameters } = buildBertGraph(config, source, weights);
      await writeFile(join(dir, GRAPH_FILES.encoder), encoder);
      await writeFile(join(dir, 'config.json'), configJson);
      await writeFile(join(dir, 'vocab.txt'), tokenizer.vocabText);
      await writeFile(join(dir, 'tokenizer_config.json'), tokenizer.configJson);
      return { kind: 'bert', nLayers: config.nBlocks + 1, dim: config.hiddenSize, nParameters, tokenizer: 'wordpiece', maxTokens: config.maxPositions };
    } finally {
      weights.close();
    }
  } finally {
    source.close();
  }
}
