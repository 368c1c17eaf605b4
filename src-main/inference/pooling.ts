import type { Pooling } from '@contract/embedding';
import type { HiddenStates } from './encoder';
import type { PieceRange } from './windows';

/**
 * Writes the vector of the pieces `range` (relative to the batch row) at every layer into `target`,
 * shape `[nLayers, dim]`, starting at `offset`.
 */
export function poolInto(target: Float32Array, offset: number, states: HiddenStates, batchRow: number, range: PieceRange, pooling: Pooling, dim: number): void {
  const from = pooling === 'last' ? range.to - 1 : range.from;
  const to = pooling === 'first' ? range.from + 1 : range.to;
  const weight = 1 / (to - from);
  for (const [l, layer] of states.layers.entries()) {
    const at = offset + l * dim;
    for (let i = from; i < to; i++) {
      const row = (batchRow * states.nRows + states.firstRow + i) * dim;
      for (let d = 0; d < dim; d++) target[at + d] = (target[at + d] ?? 0) + weight * (layer[row + d] ?? 0);
    }
  }
}
