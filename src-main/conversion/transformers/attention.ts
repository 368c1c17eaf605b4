import { int, ints } from '../onnx/graph-builder';
import { addNorm } from './norm';
import type { BlockPositions, DistanceRows } from './positions';
import type { Turns } from './rotary';
import { addTurn } from './rotary';
import type { TransformerParts } from './transformer-parts';
import type { BlockNames } from './transformer-spec';

interface Heads {
  readonly headDim: number;
  readonly nHeads: number;
  readonly nKeyValueHeads: number;
}

export function headsOf({ spec: { dim, nHeads, nKeyValueHeads = nHeads, headDim = dim / nHeads } }: TransformerParts): Heads {
  return { headDim, nHeads, nKeyValueHeads };
}

/** softmax(q·kᵀ·scale + bias)·v for all heads, side by side: `[batch, time, heads · headDim]`. */
export function addAttention(parts: TransformerParts, index: number, names: BlockNames, x: string, { bias, turns, distanceRows }: BlockPositions): string {
  const { spec: { attentionScale, scoreCap }, graph: g } = parts;
  const heads = headsOf(parts);
  const { headDim, nHeads } = heads;
  const [query, key, value] = queryKeyValue(parts, names, heads, x);
  const queries = turned(g, headwise(parts, query, nHeads, nHeads, headDim, names.headNorms?.query, turns), [0, 2, 1, 3]);
  const keys = turned(g, headwise(parts, key, heads.nKeyValueHeads, nHeads, headDim, names.headNorms?.key, turns), [0, 2, 3, 1]);
  let products = g.node('MatMul', [queries, keys]);
  if (distanceRows !== null) products = withDistances(parts, index, distanceRows, products, queries, keys);
  let scores = g.node('Mul', [products, g.float32([attentionScale(index)], [])]);
  if (scoreCap !== undefined) scores = g.node('Mul', [g.node('Tanh', [g.node('Div', [scores, g.float32([scoreCap], [])])]), g.float32([scoreCap], [])]);
  const probabilities = g.node('Softmax', [g.node('Add', [scores, bias])], { axis: int(-1) });
  const values = turned(g, headwise(parts, value, heads.nKeyValueHeads, nHeads, headDim), [0, 2, 1, 3]);
  const context = turned(g, g.node('MatMul', [probabilities, values]), [0, 2, 1, 3]);
  return g.node('Reshape', [context, g.int64([0, 0, nHeads * headDim])]);
}

type Graph = TransformerParts['graph'];

function turned(g: Graph, x: string, perm: readonly number[]): string {
  return g.node('Transpose', [x], { perm: ints(perm) });
}

/** `[batch, time, nHeads, headDim]`, normed and turned where the model does so, each head repeated for those that share it. */
function headwise(parts: TransformerParts, y: string, nOwn: number, nHeads: number, headDim: number, norm?: string, turns: Turns | null = null): string {
  const { graph: g } = parts;
  let x = g.node('Reshape', [y, g.int64([0, 0, nOwn, headDim])]);
  if (norm !== undefined) x = addNorm(parts, norm, x, headDim);
  if (turns !== null) x = addTurn(parts, x, headDim, turns);
  if (nOwn === nHeads) return x;
  const repeated = g.node('Expand', [g.node('Unsqueeze', [x, g.int64([3])]), g.int64([1, 1, 1, nHeads / nOwn, 1])]);
  return g.node('Reshape', [repeated, g.int64([0, 0, nHeads, headDim])]);
}

function queryKeyValue(parts: TransformerParts, { attention: names }: BlockNames, { headDim, nHeads, nKeyValueHeads }: Heads, x: string): readonly [string, string, string] {
  const { spec: { dim, biases }, graph: g } = parts;
  const hasBias = biases?.queryKeyValue ?? true;
  const width = nHeads * headDim;
  const narrow = nKeyValueHeads * headDim;
  if (!('fused' in names)) {
    return [parts.linear(names.query, x, dim, width, hasBias), parts.linear(names.key, x, dim, narrow, hasBias), parts.linear(names.value, x, dim, narrow, hasBias)];
  }
  const all = parts.linear(names.fused, x, dim, width + 2 * narrow, hasBias);
  const [query = '', key = '', value = ''] = names.isHeadByHead === true
    ? g.nodeWithOutputs('Split', [g.node('Reshape', [all, g.int64([0, 0, nHeads, 3 * headDim])]), g.int64([headDim, headDim, headDim])], 3, { axis: int(-1) })
    : g.nodeWithOutputs('Split', [all, g.int64([width, narrow, narrow])], 3, { axis: int(-1) });
  return [query, key, value];
}

/** Adds query · key of the distance, and key · query of the distance, to query · key. */
function withDistances(parts: TransformerParts, index: number, { values, key, query, ofQueries, ofKeys }: DistanceRows, products: string, queries: string, keys: string): string {
  const { spec: { dim }, graph: g } = parts;
  const { nHeads, headDim } = headsOf(parts);
  // [heads, headDim, rows of the table]
  const table = (name: string): string => turned(g, g.node('Reshape', [parts.linear(name, values, dim, dim), g.int64([0, nHeads, headDim])]), [1, 2, 0]);
  const looked = (products: string, rows: string): string => g.node('GatherElements', [products, rows], { axis: int(-1) });
  let sum = products;
  if (key !== null) sum = g.node('Add', [sum, looked(g.node('MatMul', [queries, table(key(index))]), ofQueries)]);
  if (query !== null) {
    const byKey = looked(g.node('MatMul', [turned(g, keys, [0, 1, 3, 2]), table(query(index))]), ofKeys);
    sum = g.node('Add', [sum, turned(g, byKey, [0, 1, 3, 2])]);
  }
  return sum;
}
