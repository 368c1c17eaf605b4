import { float, int } from '../onnx/graph-builder';
import type { TransformerParts } from './transformer-parts';

/** The norm of the model's kind over the last axis, `dim` wide. */
export function addNorm(parts: TransformerParts, name: string, x: string, dim: number): string {
  const { spec: { norm = 'layer' } } = parts;
  switch (norm) {
    case 'layer': return layerNorm(parts, name, x, dim, true);
    case 'layer-without-bias': return layerNorm(parts, name, x, dim, false);
    case 'rms': return rmsNorm(parts, x, parts.weight(`${name}.weight`, [dim]));
    case 'rms-less-one': return rmsNorm(parts, x, parts.graph.node('Add', [parts.weight(`${name}.weight`, [dim]), parts.graph.float32([1], [])]));
  }
}

function layerNorm(parts: TransformerParts, name: string, x: string, dim: number, hasBias: boolean): string {
  // Older checkpoints say gamma and beta.
  const isOld = parts.has(`${name}.gamma`);
  const scale = parts.weight(`${name}.${isOld ? 'gamma' : 'weight'}`, [dim]);
  const shift = hasBias ? [parts.weight(`${name}.${isOld ? 'beta' : 'bias'}`, [dim])] : [];
  return parts.graph.node('LayerNormalization', [x, scale, ...shift], { axis: int(-1), epsilon: float(parts.spec.layerNormEps) });
}

/** x / √(mean of x² + ε) · scale, in the form that onnxruntime makes one operator of. */
function rmsNorm({ graph: g, spec }: TransformerParts, x: string, scale: string): string {
  const mean = g.node('ReduceMean', [g.node('Pow', [x, g.float32([2], [])]), g.int64([-1])], { keepdims: int(1) });
  const root = g.node('Sqrt', [g.node('Add', [mean, g.float32([spec.layerNormEps], [])])]);
  return g.node('Mul', [g.node('Div', [x, root]), scale]);
}
