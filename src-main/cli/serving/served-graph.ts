import { Failure } from '@contract/failure';
import type { OnnxSummary, OnnxValue } from '../../conversion/foreign-onnx/scan-onnx';

/** An input or output as the Open Inference Protocol names it; −1 is a size that the request decides. */
export interface ServedTensor {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
}

export interface ServedGraph {
  readonly inputs: readonly ServedTensor[];
  readonly outputs: readonly ServedTensor[];
}

/** TensorProto.DataType (onnx.proto) → the protocol's data types. */
const DATA_TYPES: Readonly<Record<number, string>> = { 1: 'FP32', 2: 'UINT8', 3: 'INT8', 6: 'INT32', 7: 'INT64', 9: 'BOOL', 10: 'FP16', 11: 'FP64' };

/** What a graph takes and gives, as its own file says. @throws Failure `model` naming an input or output whose type or number of dimensions is not told */
export function servedGraph({ inputs, outputs }: OnnxSummary): ServedGraph {
  return { inputs: inputs.map(servedTensor), outputs: outputs.map(servedTensor) };
}

function servedTensor({ name, elementType, dims }: OnnxValue): ServedTensor {
  const datatype = DATA_TYPES[elementType];
  if (datatype === undefined) throw new Failure('model', `The graph does not say of “${name}” which numbers it holds (type ${elementType}), and a server has to be told. Import the model again.`);
  if (dims === null) throw new Failure('model', `The graph does not say of “${name}” how many dimensions it has, and a server has to be told. Import the model again.`);
  return { name, datatype, shape: dims.map((size) => size ?? -1) };
}
