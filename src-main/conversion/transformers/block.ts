import { int } from '../onnx/graph-builder';
import { addAttention, headsOf } from './attention';
import { addFeedForward } from './feed-forward';
import { addNorm } from './norm';
import type { BlockPositions } from './positions';
import type { TransformerParts } from './transformer-parts';

/**
 * Self-attention and feed-forward part, each added to what came in.
 * @param rows input with flattened rows, `[rows]`: what comes after the attention is worked out for these alone, and the result is `[rows, dim]`; null: for all
 */
export function addBlock(parts: TransformerParts, index: number, x: string, positions: BlockPositions, rows: string | null): string {
  const { spec: { dim, normPlace, biases }, graph: g } = parts;
  const { nHeads, headDim } = headsOf(parts);
  const names = parts.spec.block(index);
  const norm = (name: string | null | undefined, y: string): string => (name == null ? y : addNorm(parts, name, y, dim));
  const kept = (y: string, width = dim): string => (rows === null ? y : g.node('Gather', [g.node('Reshape', [y, g.int64([-1, width])]), rows], { axis: int(0) }));
  const attended = (y: string): string => {
    const context = kept(addAttention(parts, index, names, y, positions), nHeads * headDim);
    return norm(names.addedNorms?.attention, parts.linear(names.attentionOutput, context, nHeads * headDim, dim, biases?.attentionOutput ?? true));
  };
  const fed = (y: string): string => norm(names.addedNorms?.output, addFeedForward(parts, names, y));
  switch (normPlace) {
    case 'before': {
      const a = g.node('Add', [attended(norm(names.attentionNorm, x)), kept(x)]);
      return g.node('Add', [fed(norm(names.outputNorm, a)), a]);
    }
    case 'after': {
      const a = norm(names.attentionNorm, g.node('Add', [attended(x), kept(x)]));
      return norm(names.outputNorm, g.node('Add', [fed(a), a]));
    }
    case 'parallel': {
      const residual = kept(x);
      return g.node('Add', [g.node('Add', [fed(norm(names.outputNorm, residual)), attended(norm(names.attentionNorm, x))]), residual]);
    }
  }
}
