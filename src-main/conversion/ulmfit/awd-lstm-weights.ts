import { Failure } from '@contract/failure';
import type { ListedTensors } from '../checkpoints/checkpoint';
import type { WeightEntry, WeightSink } from '../onnx/weight-file';
import { readTensor } from '../tensors';

/** One LSTM layer as ONNX has it, the gates in the order i o f c: `[1, 4H, in]`, `[1, 4H, H]`, `[1, 8H]`. */
export interface LstmWeights {
  readonly nHidden: number;
  readonly input: WeightEntry;
  readonly recurrent: WeightEntry;
  readonly bias: WeightEntry;
}

/** What an AWD-LSTM is made of: width of the embedding, then of every LSTM layer; `prefix` of its tensors' names. */
export interface AwdLstmShape {
  readonly nTokens: number;
  readonly widths: readonly number[];
  readonly prefix: string;
}

/** One model, in one direction. */
export interface AwdLstmWeights {
  readonly embedding: WeightEntry;
  readonly layers: readonly LstmWeights[];
}

/** As an encoder is saved alone, inside a language model, inside a classifier. */
const PREFIXES = ['', '0.', '0.module.'] as const;
/** What may stand beside the weights that are read: copies of them, and the heads of language model and classifier. */
const UNREAD = /^(encoder_dp\.emb\.weight|encoder_with_dropout\.embed\.weight|rnns\.\d+\.module\.weight_hh_l0)$/;
const HEAD = /^1\./;
const MAX_LAYERS = 64;

/**
 * The shape of an AWD-LSTM of fastai, from the names and shapes of its tensors alone.
 * @throws Failure `model` naming what another kind of model has, or what is missing
 */
export function shapeOfAwdLstm(tensors: ListedTensors, file: string): AwdLstmShape {
  const names = [...tensors.names()];
  requireKind(names, file);
  const prefix = PREFIXES.find((one) => tensors.has(`${one}encoder.weight`));
  if (prefix === undefined) throw new Failure('model', `${file} has no “encoder.weight”, so that it is no AWD-LSTM of fastai; choose the weights of a ULMFiT model.`);
  const [nTokens = 0, embeddingWidth = 0, ...rest] = tensors.shape(`${prefix}encoder.weight`);
  if (rest.length > 0 || nTokens < 1 || embeddingWidth < 1) throw unfit(file, `${prefix}encoder.weight`, tensors.shape(`${prefix}encoder.weight`), 'two axes');
  const widths = [embeddingWidth];
  const known = new Set([`${prefix}encoder.weight`]);
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const { input, recurrent, biases } = namesOf(tensors, prefix, layer);
    if (!tensors.has(input)) break;
    const below = widths[layer] ?? 0;
    const nHidden = (tensors.shape(input)[0] ?? 0) / 4;
    requireShaped(tensors, file, input, [4 * nHidden, below]);
    requireShaped(tensors, file, recurrent, [4 * nHidden, nHidden]);
    for (const bias of biases) requireShaped(tensors, file, bias, [4 * nHidden]);
    if (!Number.isInteger(nHidden) || nHidden < 1) throw unfit(file, input, tensors.shape(input), 'four gates');
    for (const name of [input, recurrent, ...biases]) known.add(name);
    widths.push(nHidden);
  }
  if (widths.length === 1) throw new Failure('model', `${file} has no LSTM layer (“${prefix}rnns.0.module.weight_ih_l0”); choose the weights of a ULMFiT model.`);
  const foreign = names.find((name) => !known.has(name) && !(prefix !== '' && HEAD.test(name)) && !(name.startsWith(prefix) && UNREAD.test(name.slice(prefix.length))));
  if (foreign !== undefined) throw new Failure('model', `${file} holds “${foreign.slice(0, 80)}”, which an AWD-LSTM of fastai does not have; choose the weights of a ULMFiT model.`);
  if (widths.at(-1) !== embeddingWidth) throw new Failure('model', `The last LSTM layer of ${file} is ${widths.at(-1)} wide and the embedding ${embeddingWidth}, but ULMFiT ties the two; choose the weights of a ULMFiT model.`);
  return { nTokens, widths, prefix };
}

/** Reads and appends the weights of one direction. @param as what the names in the weight file begin with */
export function readAwdLstm(tensors: ListedTensors, { nTokens, widths, prefix }: AwdLstmShape, weights: WeightSink, as: string): AwdLstmWeights & { readonly nParameters: number } {
  let nParameters = 0;
  const read = (name: string, shape: readonly number[]): Float32Array => {
    const values = readTensor(tensors, name, shape);
    nParameters += values.length;
    return values;
  };
  const [embeddingWidth = 0] = widths;
  const embedding = weights.add(`${as}/embedding`, read(`${prefix}encoder.weight`, [nTokens, embeddingWidth]), [nTokens, embeddingWidth]);
  const layers = widths.slice(1).map((H, layer): LstmWeights => {
    const { input, recurrent, biases } = namesOf(tensors, prefix, layer);
    const below = widths[layer] ?? 0;
    const bias = new Float32Array(8 * H);
    for (const [i, name] of biases.entries()) bias.set(onnxGates(read(name, [4 * H]), H), i * 4 * H);
    return {
      nHidden: H,
      input: weights.add(`${as}/${layer}/input`, onnxGates(read(input, [4 * H, below]), H * below), [1, 4 * H, below]),
      recurrent: weights.add(`${as}/${layer}/recurrent`, onnxGates(read(recurrent, [4 * H, H]), H * H), [1, 4 * H, H]),
      bias: weights.add(`${as}/${layer}/bias`, bias, [1, 8 * H]),
    };
  });
  return { embedding, layers, nParameters };
}

/** fastai 2 keeps the undropped recurrent weights beside the LSTM, older versions inside it. */
function namesOf(tensors: ListedTensors, prefix: string, layer: number): { readonly input: string; readonly recurrent: string; readonly biases: readonly [string, string] } {
  const at = `${prefix}rnns.${layer}.`;
  const recurrent = [`${at}weight_hh_l0_raw`, `${at}module.weight_hh_l0_raw`];
  return { input: `${at}module.weight_ih_l0`, recurrent: recurrent.find((name) => tensors.has(name)) ?? `${at}weight_hh_l0_raw`, biases: [`${at}module.bias_ih_l0`, `${at}module.bias_hh_l0`] };
}

/** PyTorch's blocks of rows i f g o → ONNX's i o f c, where c is g. */
function onnxGates(values: Float32Array, nBlock: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (const [to, from] of [0, 3, 1, 2].entries()) turned.set(values.subarray(from * nBlock, (from + 1) * nBlock), to * nBlock);
  return turned;
}

function requireKind(names: readonly string[], file: string): void {
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  const other = has(/(^|\.)layers\.\d+\.linear\.|rnns\.\d+\.(layers\.\d+\.)?linear\./)
    ? 'a QRNN'
    : has(/_l0_reverse/)
      ? 'a bidirectional LSTM in one file'
      : has(/attention|attn/)
        ? 'a transformer'
        : null;
  if (other !== null) throw new Failure('model', `${file} holds ${other}, which is not read here; choose the weights of an AWD-LSTM, forward, backward or both.`);
}

function requireShaped(tensors: ListedTensors, file: string, name: string, shape: readonly number[]): void {
  if (!tensors.has(name)) throw new Failure('model', `${file} lacks “${name}”; choose the weights of a ULMFiT model.`);
  const found = tensors.shape(name);
  if (found.length !== shape.length || found.some((n, i) => n !== shape[i])) throw unfit(file, name, found, `[${shape.join(', ')}]`);
}

const unfit = (file: string, name: string, found: readonly number[], wanted: string): Failure =>
  new Failure(
    'model',
    `“${name}” in ${file} has the shape [${found.join(', ')}] where an AWD-LSTM has ${wanted}; choose the weights of a ULMFiT model.`,
  );
