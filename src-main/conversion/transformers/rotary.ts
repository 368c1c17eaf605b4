import { int } from '../onnx/graph-builder';
import type { TransformerParts } from './transformer-parts';
import type { Rotary } from './transformer-spec';

/** Cosines and sines of the angles, `[time, 1, dim / 2]`. */
export interface Turns extends Rotary {
  readonly cos: string;
  readonly sin: string;
}

/** theta^(−2i/dim) for i = 0…dim/2 − 1, each step rounded to single precision as in transformers: far to the right of a text the last bit shows. */
export function inverseFrequencies({ theta, dim }: Rotary): readonly number[] {
  return Array.from({ length: dim / 2 }, (_, i) => Math.fround(1 / Math.fround(theta ** Math.fround((2 * i) / dim))));
}

/** Rotary positions (Su et al. 2021) in the layout of GPT-NeoX, `x` being `[batch, time, heads, headDim]`. */
export function addTurn({ graph: g }: TransformerParts, x: string, headDim: number, { dim, cos, sin }: Turns): string {
  const sizes = [dim / 2, dim / 2, ...(dim < headDim ? [headDim - dim] : [])];
  const [first = '', second = '', ...rest] = g.nodeWithOutputs('Split', [x, g.int64(sizes)], sizes.length, { axis: int(-1) });
  const turnedFirst = g.node('Sub', [g.node('Mul', [first, cos]), g.node('Mul', [second, sin])]);
  const turnedSecond = g.node('Add', [g.node('Mul', [second, cos]), g.node('Mul', [first, sin])]);
  return g.node('Concat', [turnedFirst, turnedSecond, ...rest], { axis: int(-1) });
}
