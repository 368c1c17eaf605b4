import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { Failure } from '@contract/failure';
import { findWeightFile } from './checkpoints/open-checkpoint';
import { listFolder } from './folder-files';
import { recogniseUlmfit } from './ulmfit/recognise-ulmfit';
import type { UlmfitSource } from './ulmfit/recognise-ulmfit';

/** What lies at a path, by the names of its files. Paths are those to read from. */
export type ModelSource =
  | { readonly is: 'transformer'; readonly dir: string }
  | { readonly is: 'elmo'; readonly dir: string; readonly options: string; readonly weights: string }
  | UlmfitSource
  | { readonly is: 'onnx'; readonly dir: string; readonly file: string }
  | { readonly is: 'word-vectors'; readonly file: string };

/** Weights that only TensorFlow, JAX or other programs read. */
const FOREIGN_WEIGHTS = ['tf_model.h5', 'flax_model.msgpack', 'model.ckpt.index', 'bert_model.ckpt.index', 'rust_model.ot', 'model.gguf'];

/**
 * Recognises a folder or a file. One of the files of a transformer, an ELMo or a ULMFiT model stands for its folder.
 * @throws Failure('not-found' | 'io') when nothing is there, Failure('model') saying what is missing
 */
export async function recogniseSource(path: string): Promise<ModelSource> {
  const about = await stat(path).catch((error: unknown) => {
    throw new Failure('not-found', `There is nothing at “${basename(path)}”; check that it exists and may be read.`, String(error));
  });
  if (about.isDirectory()) return recogniseFolder(path);
  const [dir, name] = [dirname(path), basename(path)];
  if (extname(name) === '.onnx') return { is: 'onnx', dir: basename(dir) === 'onnx' && !(await listFolder(dir)).includes('config.json') ? dirname(dir) : dir, file: path };
  if (/^(config|modules|tokenizer.*)\.json$|^(model|pytorch_model).*\.(safetensors|bin|json)$/.test(name)) {
    const names = await listFolder(dir);
    if (names.includes('modules.json') || names.includes('config.json')) return recogniseFolder(dir);
  }
  if (/^\.(hdf5|pth|pkl)$/.test(extname(name)) || /options\.json$/.test(name)) return recogniseFolder(dir);
  if (extname(name) === '.safetensors' && recogniseUlmfit(dir, await listFolder(dir)) !== null) return recogniseFolder(dir);
  if (extname(name) === '.safetensors') throw new Failure('model', `${name} alone does not say what model it belongs to; choose the folder that also has its config.json.`);
  return { is: 'word-vectors', file: path };
}

async function recogniseFolder(dir: string): Promise<ModelSource> {
  const names = await listFolder(dir);
  const hdf5 = names.filter((name) => name.endsWith('.hdf5'));
  const optionFiles = names.filter((name) => name.endsWith('options.json'));
  const [weights, options] = [hdf5[0], optionFiles[0]];
  if (weights !== undefined && options !== undefined && hdf5.length === 1 && optionFiles.length === 1) {
    return { is: 'elmo', dir, options: join(dir, options), weights: join(dir, weights) };
  }
  const ulmfit = recogniseUlmfit(dir, names);
  if (ulmfit !== null) return ulmfit;
  const hasConfig = names.includes('config.json');
  if (names.includes('modules.json') || (hasConfig && findWeightFile(names) !== null)) return { is: 'transformer', dir };
  const graph = await findGraph(dir, names);
  if (graph !== null) return { is: 'onnx', dir, file: graph };
  const foreign = FOREIGN_WEIGHTS.find((name) => names.includes(name));
  if (foreign !== undefined) throw new Failure('model', `The folder has its weights only as ${foreign}; add model.safetensors or pytorch_model.bin.`);
  const cause = commonCause(names);
  if (cause !== null) throw new Failure('model', cause);
  if (hasConfig) throw new Failure('model', 'The folder has a config.json but neither model.safetensors nor pytorch_model.bin; add the weights of the model.');
  if (weights !== undefined || options !== undefined) {
    throw new Failure('model', `The folder has ${optionFiles.length} options.json and ${hdf5.length} .hdf5 files where ELMo has one of each; choose a folder with one model.`);
  }
  throw new Failure('model', 'The folder holds neither a transformer (config.json and model.safetensors or pytorch_model.bin) nor an ELMo model (options.json and one .hdf5 file) nor a ULMFiT (one or two .pth and itos.pkl); choose the folder with the published files.');
}

/** What lies in a folder without weights that can be read, where that is something known; a sentence with its remedy. */
function commonCause(names: readonly string[]): string | null {
  const first = (pattern: RegExp): string | undefined => names.find((name) => pattern.test(name));
  if (names.includes('snapshots') && names.includes('refs')) return 'This is a folder of the Hugging Face cache; choose the folder inside its “snapshots”.';
  if (names.includes('adapter_config.json')) return 'The folder holds an adapter, not a model; merge it into the model it was trained on (merge_and_unload of PEFT), save that and choose its folder.';
  if (names.includes('config.cfg') && names.includes('meta.json')) return 'The folder holds a pipeline of spaCy, which is not read here; choose a transformer in the Hugging Face layout.';
  const shard = first(/^(?:model|pytorch_model)-\d+-of-\d+\.(?:safetensors|bin)$/);
  if (shard !== undefined) return `The folder has ${shard}, a part of the weights, but no list of the parts; add ${shard.endsWith('.bin') ? 'pytorch_model.bin.index.json' : 'model.safetensors.index.json'}.`;
  const variant = first(/^(?:model|pytorch_model)\.[\w-]+\.(?:safetensors|bin)$/);
  if (variant !== undefined) return `The folder has its weights only under the name ${variant}; call the file ${variant.replace(/\.[\w-]+\./u, '.')}.`;
  if (names.some((name) => name.endsWith('.pth')) && !names.includes('config.json')) return 'The folder has weights as .pth, as fastai writes them, but not their vocabulary; add the itos file (.pkl, .json or .txt).';
  const other = first(/\.(?:gguf|ggml|pth|pt|ckpt|mlmodel|tflite|pb|npz|model)$/i);
  return other === undefined || first(/\.hdf5$|options\.json$/) !== undefined ? null : `The folder has ${other}, which is not read here; choose a folder with model.safetensors or pytorch_model.bin and config.json.`;
}

/** `model.onnx`, or the only graph of a folder, also in a sub-folder `onnx`. */
async function findGraph(dir: string, names: readonly string[]): Promise<string | null> {
  for (const [folder, files] of [[dir, names], [join(dir, 'onnx'), names.includes('onnx') ? await listFolder(join(dir, 'onnx')) : []]] as const) {
    const graphs = files.filter((name) => name.endsWith('.onnx'));
    const chosen = graphs.includes('model.onnx') ? 'model.onnx' : graphs[0];
    if (chosen === undefined) continue;
    if (graphs.length > 1 && chosen !== 'model.onnx') throw new Failure('model', `The folder has ${graphs.length} .onnx files; choose one of them.`);
    return join(folder, chosen);
  }
  return null;
}
