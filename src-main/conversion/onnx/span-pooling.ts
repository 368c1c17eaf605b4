import { SPANS } from '../../model-format/graph-names';
import { int } from './graph-builder';
import type { GraphBuilder } from './graph-builder';

/** Hidden states of one layer, `[batch, time, dim]`, and how wide they are. */
export interface ReadableState {
  readonly value: string;
  readonly dim: number;
  /** Where `value` has other rows than the layers below, `[rows, dim]`: the input that says where the wanted ones stand. */
  readonly places?: string;
}

/**
 * Adds the inputs `span_rows` and `span_weights` to a graph and an output `span_vectors.L` for every layer: the weighted sum of the
 * wanted rows, so that nothing but the wanted vectors leaves the device. Names and shapes: {@link SPANS}; at least one span.
 * The operators have one form in all versions of ONNX since opset 7, so that graphs of other tools can be read too.
 */
export function addSpanPooling(g: GraphBuilder, states: readonly ReadableState[]): void {
  const rows = g.input(SPANS.rows, 'int64', ['readings', 'width']);
  const weights = g.node('Reshape', [g.input(SPANS.weights, 'float', ['readings', 'width']), g.int64([0, 1, -1])]);
  for (const [layer, { value, dim, places }] of states.entries()) {
    const flat = g.node('Reshape', [value, g.int64([-1, dim])]);
    const wanted = g.node('Gather', [flat, places ?? rows], { axis: int(0) });
    // [readings, 1, width] · [readings, width, dim]
    const sum = g.node('Reshape', [g.node('MatMul', [weights, wanted]), g.int64([-1, dim])]);
    g.output(SPANS.output(layer), sum, 'float', ['readings', dim]);
  }
}
