import { Failure } from '@contract/failure';
import { buildBilm } from './elmo-bilm';
import { buildBilmChunk } from './elmo-bilm-chunk';
import type { ElmoOptions } from '../model-format/elmo-options';
import { cellPath, readLstm } from './elmo-weights';
import { buildWordEncoder } from './elmo-word-encoder';
import type { WeightSink } from './onnx/weight-file';
import { readTensor } from './tensors';
import type { TensorSource } from './tensors';

const VERSIONS = { opset: 18, irVersion: 9 } as const;

/** The graphs of one model; `nParameters` is counted over all of them from the tensors that were read. */
export interface ElmoGraphs {
  /** See {@link buildWordEncoder}. */
  readonly wordEncoder: Uint8Array;
  /** See {@link buildBilm}. */
  readonly bilm: Uint8Array;
  /** See {@link buildBilmChunk}. */
  readonly bilmChunk: Uint8Array;
  readonly nParameters: number;
}

/**
 * Builds the graphs of an ELMo model from weights in the published layout (TensorFlow's, x·W) and appends them to `weights`.
 * @throws Failure('model') naming the tensor that is missing, shaped otherwise or left over.
 */
export function buildElmoGraphs(options: ElmoOptions, source: TensorSource, weights: WeightSink): ElmoGraphs {
  let nParameters = 0;
  const read = (name: string, shape: readonly number[]): Float32Array => {
    const values = readTensor(source, name, shape);
    nParameters += values.length;
    return values;
  };
  requireAbsent(source, `CNN_high_${options.nHighway}/W_carry`);
  requireAbsent(source, `${cellPath(0, options.nLayers)}/W_0`);
  requireAbsent(source, `CNN/W_cnn_${options.filters.length}`);
  const wordEncoder = buildWordEncoder(options, read, weights).toModel(VERSIONS);
  const layers = readLstm(options, read, weights);
  const bilm = buildBilm(options, layers).toModel(VERSIONS);
  const bilmChunk = buildBilmChunk(options, layers).toModel(VERSIONS);
  return { wordEncoder, bilm, bilmChunk, nParameters };
}

function requireAbsent(source: TensorSource, name: string): void {
  if (source.has(name)) throw new Failure('model', `The weights hold "${name}", more than the settings say; use files that belong together.`);
}
