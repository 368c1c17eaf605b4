import { int, text } from '../onnx/graph-builder';
import type { TransformerParts } from './transformer-parts';
import type { BlockNames } from './transformer-spec';

export function addFeedForward(parts: TransformerParts, names: BlockNames, x: string): string {
  const { dim, innerDim, biases, isGated } = parts.spec;
  const hasBias = biases?.feedForward ?? true;
  const inner = isGated === true ? gated(parts, names, x, hasBias) : activated(parts, parts.linear(names.inner, x, dim, innerDim, hasBias));
  return parts.linear(names.output, inner, innerDim, dim, hasBias);
}

/** GeGLU and its kin (Shazeer 2020): one half through the activation, times the other. */
function gated(parts: TransformerParts, { inner, gate }: BlockNames, x: string, hasBias: boolean): string {
  const { spec: { dim, innerDim }, graph: g } = parts;
  if (gate !== undefined) return g.node('Mul', [activated(parts, parts.linear(inner, x, dim, innerDim, hasBias)), parts.linear(gate, x, dim, innerDim, hasBias)]);
  const both = parts.linear(inner, x, dim, 2 * innerDim, hasBias);
  const [first = '', second = ''] = g.nodeWithOutputs('Split', [both, g.int64([innerDim, innerDim])], 2, { axis: int(-1) });
  return g.node('Mul', [activated(parts, first), second]);
}

function activated({ graph: g, spec: { activation } }: TransformerParts, x: string): string {
  switch (activation) {
    case 'gelu-erf': return g.node('Gelu', [x], { approximate: text('none') });
    case 'gelu-tanh': return g.node('Gelu', [x], { approximate: text('tanh') });
    case 'relu': return g.node('Relu', [x]);
    case 'tanh': return g.node('Tanh', [x]);
    case 'silu': return g.node('Mul', [x, g.node('Sigmoid', [x])]);
  }
}
