import type { ElmoOptions } from '../model-format/elmo-options';
import { int } from './onnx/graph-builder';
import type { GraphBuilder } from './onnx/graph-builder';

/** The two weights that a time step needs, as names of values: `[P, 4C]` (columns i f o j) and `[C, P]`, or a stack of such. */
export interface StepWeights {
  readonly recurrent: string;
  readonly projection: string;
}

/**
 * One step of an LSTM with projection and clipping (bilm-tf: model.py; AllenNLP: lstm_cell_with_projection.py). With z = x·W_x + b, the forget gate's 1 in b:
 * (i, f, o, j) = split(z + h·W_h); c' = clip(σ(f)·c + σ(i)·tanh(j)); h' = clip((σ(o)·tanh(c'))·W_P).
 * All values may have further axes in front; the last is P for h, C for c and 4C for z.
 */
export function addLstmStep(g: GraphBuilder, options: ElmoOptions, weights: StepWeights, z: string, h: string, c: string): { readonly h: string; readonly c: string } {
  const { cellDim: C, cellClip, projectionClip } = options;
  const gates = g.node('Add', [z, g.node('MatMul', [h, weights.recurrent])]);
  const [sigmoids = '', candidate = ''] = g.nodeWithOutputs('Split', [gates, g.int64([3 * C, C])], 2, { axis: int(-1) });
  const [i = '', f = '', o = ''] = g.nodeWithOutputs('Split', [g.node('Sigmoid', [sigmoids]), g.int64([C, C, C])], 3, { axis: int(-1) });
  const kept = g.node('Mul', [f, c]);
  const added = g.node('Mul', [i, g.node('Tanh', [candidate])]);
  const cNext = clipped(g, g.node('Add', [kept, added]), cellClip);
  const hNext = clipped(g, g.node('MatMul', [g.node('Mul', [o, g.node('Tanh', [cNext])]), weights.projection]), projectionClip);
  return { h: hNext, c: cNext };
}

function clipped(g: GraphBuilder, value: string, bound: number | null): string {
  return bound === null ? value : g.node('Clip', [value, g.float32([-bound], []), g.float32([bound], [])]);
}
