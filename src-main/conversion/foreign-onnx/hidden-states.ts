import { Failure } from '@contract/failure';
import { ELEMENT_TYPES } from '../../model-format/onnx-messages';
import { elementTypeName } from './scan-onnx';
import type { OnnxSummary, OnnxValue } from './scan-onnx';

/** What a graph needs so that its hidden states can be read. */
export interface HiddenStateOutputs {
  /** By layer, `[batch, time, dim]`; float32, or float16 where `isHalf`. */
  readonly states: readonly { readonly name: string; readonly isHalf: boolean }[];
  readonly dim: number;
}

/** Inputs that the app can feed. */
const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids', 'position_ids'];
/** As PyTorch's and Optimum's exporters name them. */
const STATE = /^(?:(?:encoder|decoder|text_model)[._])?hidden_states?[._[](\d{1,3})\]?$/;
/** Reshape with a copied size and MatMul over stacks: opset 5 and 1; before 7 broadcasting was another. */
const OLDEST_OPSET = 7;

/**
 * Finds the hidden states among the outputs of a graph.
 * @param statedDim width of the model from its config.json, for graphs that do not state it
 * @throws Failure('model') with the reason why they cannot be read
 */
export function findHiddenStates(summary: OnnxSummary, statedDim: number | null): HiddenStateOutputs {
  if (summary.opset < OLDEST_OPSET) throw refused(`its operators are of version ${summary.opset}, older than ${OLDEST_OPSET}`);
  checkInputs(summary.inputs);
  const layers = new Map<number, OnnxValue>();
  for (const output of summary.outputs) {
    const [, layer] = STATE.exec(output.name) ?? [];
    if (layer === undefined) continue;
    if (layers.has(Number(layer))) throw refused(`two outputs are called hidden state ${layer}`);
    layers.set(Number(layer), output);
  }
  const names = summary.outputs.slice(0, 6).map(({ name }) => name).join(', ');
  if (layers.size < 2) throw refused(`no hidden states are among its outputs (${names})`);
  const values = Array.from({ length: layers.size }, (_, layer) => {
    const value = layers.get(layer);
    if (value === undefined) throw refused(`its outputs lack hidden state ${layer}`);
    return value;
  });
  const widths = new Set(values.map((value) => widthOf(value) ?? statedDim));
  const [dim] = widths;
  if (widths.size !== 1 || dim === undefined || dim === null) throw refused(dim === null ? 'it does not say how wide its hidden states are' : 'its hidden states have different widths');
  return { states: values.map(({ name, elementType }) => ({ name, isHalf: elementType === ELEMENT_TYPES.float16 })), dim };
}

function checkInputs(inputs: readonly OnnxValue[]): void {
  if (!inputs.some(({ name }) => name === 'input_ids')) throw refused(`it has no input input_ids (${inputs.slice(0, 6).map(({ name }) => name).join(', ')})`);
  for (const { name, elementType } of inputs) {
    if (!INPUTS.includes(name)) throw refused(`it wants the input ${name}, and only ${INPUTS.join(', ')} can be given`);
    if (elementType !== ELEMENT_TYPES.int64) throw refused(`its input ${name} is of ${elementTypeName(elementType)}, not int64`);
  }
}

function widthOf({ name, elementType, dims }: OnnxValue): number | null {
  if (elementType !== ELEMENT_TYPES.float && elementType !== ELEMENT_TYPES.float16) throw refused(`its output ${name} is of ${elementTypeName(elementType)}, not float or float16`);
  if (dims === null) return null;
  const [, , width] = dims;
  if (dims.length !== 3) throw refused(`its output ${name} has ${dims.length} axes, not batch, time and width`);
  if (width !== null && width !== undefined && (width < 1 || width > 100_000)) throw refused(`its output ${name} is ${width} wide`);
  return width ?? null;
}

function refused(reason: string): Failure {
  return new Failure('model', `The ONNX model cannot be used because ${reason}; export it with its hidden states as outputs (in Optimum and transformers: output_hidden_states=True).`);
}
