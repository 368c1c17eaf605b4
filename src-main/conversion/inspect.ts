import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '@contract/failure';
import { layersText } from '@contract/layers/layers-text';
import type { ImportPreview } from '@contract/model-import';
import { findWeightFile } from './checkpoints/open-checkpoint';
import { parseElmoOptions } from '../model-format/elmo-options';
import { MAX_SETTINGS_BYTES, listFolder, parseJsonObject, readTextFile, requireTextFile, sizeOf } from './folder-files';
import { findHiddenStates } from './foreign-onnx/hidden-states';
import { readForeignConfig } from './foreign-onnx/foreign-config';
import { scanOnnx } from './foreign-onnx/scan-onnx';
import { findLicence } from './licence';
import { recogniseSource } from './recognise-source';
import type { ModelSource } from './recognise-source';
import { readSentenceModules } from './sentence-transformers/modules';
import { suggestName } from './suggest-name';
import { readTransformerConfig } from './transformers/parse-config';
import { inspectUlmfit } from './ulmfit/convert-ulmfit';
import { inspectWordVectors } from './word-vectors/inspect';

/** What lies at a path, without converting it. */
export type ModelInspection = Omit<ImportPreview, 'path'>;

/** Files of a transformer's folder that are read besides its weights. */
const READ_FILES = ['config.json', 'modules.json', 'tokenizer.json', 'tokenizer_config.json', 'vocab.txt', 'vocab.json', 'merges.txt', 'special_tokens_map.json', 'added_tokens.json', 'sentencepiece.bpe.model', 'spiece.model', 'spm.model', 'tokenizer.model', 'sentence_bert_config.json', 'config_sentence_transformers.json'];
const STATIC_LABELS = { glove: 'GloVe', word2vec: 'word2vec', fasttext: 'fastText' } as const;

/**
 * Recognises what could be imported from a path: settings and headers are read, weights are not.
 * @throws Failure with the exact reason where nothing that can be imported is there
 */
export async function inspectModel(path: string): Promise<ModelInspection> {
  const source = await recogniseSource(path);
  const about = await describe(source);
  const dir = source.is === 'word-vectors' ? dirname(source.file) : source.dir;
  // A folder full of downloads has a licence file of nobody's.
  const licence = source.is === 'word-vectors' ? null : await findLicence(dir);
  return { ...suggestName(source.is === 'word-vectors' ? source.file : dir, source.is === 'word-vectors'), licence, ...about };
}

type Description = Pick<ModelInspection, 'description' | 'isStatic' | 'nWords' | 'nBytes'>;

async function describe(source: ModelSource): Promise<Description> {
  switch (source.is) {
    case 'transformer': return describeTransformer(source.dir);
    case 'elmo': {
      const { nLayers, projectionDim } = parseElmoOptions(await requireTextFile(source.dir, basename(source.options), MAX_SETTINGS_BYTES));
      return contextual(`ELMo, ${counted(nLayers, 'layer')}, ${2 * projectionDim} wide`, await sizeOf(source.dir, [basename(source.options), basename(source.weights)]));
    }
    case 'ulmfit': {
      const { itos, ...recurrent } = await inspectUlmfit(source);
      const layers = layersText({ nLayers: recurrent.widths.length, dim: 0, recurrent });
      const files = [source.forward, source.backward].flatMap((file) => (file === null ? [] : [basename(file)]));
      return contextual(`ULMFiT, ${recurrent.reads === 'both' ? 'forward and backward' : recurrent.reads}, ${layers}, ${itos.length.toLocaleString('en')} words`, await sizeOf(source.dir, [...files, source.itos]));
    }
    case 'onnx': {
      const summary = scanOnnx(source.file);
      const config = await readForeignConfig(source.dir);
      const { states, dim } = findHiddenStates(summary, config.dim);
      const nBytes = (await stat(source.file)).size + await sizeOf(dirname(source.file), summary.externalFiles) + await sizeOf(source.dir, READ_FILES);
      return contextual(`ONNX${config.architecture === 'onnx' ? '' : ` (${config.architecture})`}, ${states.length} hidden states, ${dim} wide`, nBytes);
    }
    case 'word-vectors': {
      const { architecture, dim, nWords, nBytes } = await inspectWordVectors(source.file);
      return { description: `${STATIC_LABELS[architecture]}, ${dim} wide`, isStatic: true, nWords, nBytes };
    }
  }
}

async function describeTransformer(sourceDir: string): Promise<Description> {
  const dir = join(sourceDir, (await readSentenceModules(sourceDir))?.transformerDir ?? '.');
  const { spec: { label, nBlocks, dim } } = await readTransformerConfig(dir);
  const weightFile = findWeightFile(await listFolder(dir));
  if (weightFile === null) throw new Failure('model', 'The folder has neither model.safetensors nor pytorch_model.bin; add the weights of the model.');
  return contextual(`${label}, ${counted(nBlocks, 'block')}, ${dim} wide`, await sizeOf(dir, [...READ_FILES, weightFile, ...await shardsOf(dir, weightFile)]));
}

async function shardsOf(dir: string, weightFile: string): Promise<readonly string[]> {
  if (!weightFile.endsWith('.index.json')) return [];
  const map = parseJsonObject(await readTextFile(dir, weightFile, 2 ** 26) ?? '{}', weightFile)['weight_map'];
  return typeof map === 'object' && map !== null ? [...new Set(Object.values(map))].filter((file): file is string => typeof file === 'string' && !/[/\\]/.test(file)) : [];
}

function contextual(description: string, nBytes: number): Description {
  return { description, isStatic: false, nWords: null, nBytes };
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
