import type { TensorSource } from '../conversion/tensors';
import type { TransformerSpec } from '../conversion/transformers/transformer-spec';

type Matrix = number[][];

interface ReferenceConfig extends Pick<TransformerSpec, 'dim' | 'nBlocks' | 'nHeads' | 'layerNormEps'> {
  readonly activation: keyof typeof ACTIVATIONS;
}

/** The encoder's formulas written out in float64 for one sentence, types 0, nothing masked: hidden states `[layer][token][H]`. */
export function bertReference(config: ReferenceConfig, source: TensorSource, ids: readonly number[]): Matrix[] {
  const { dim: H, nHeads, layerNormEps } = config;
  const row = (name: string, i: number): number[] => [...source.read(name).subarray(i * H, (i + 1) * H)];
  const linear = (x: Matrix, name: string): Matrix => {
    const weight = source.read(`${name}.weight`);
    const bias = [...source.read(`${name}.bias`)];
    return x.map((vector) => bias.map((b, out) => vector.reduce((sum, value, i) => sum + value * (weight[out * vector.length + i] ?? 0), b)));
  };
  const layerNorm = (x: Matrix, name: string): Matrix => x.map((vector) => {
    const mean = vector.reduce((sum, value) => sum + value, 0) / H;
    const variance = vector.reduce((sum, value) => sum + (value - mean) ** 2, 0) / H;
    const [scale, shift] = [source.read(`${name}.weight`), source.read(`${name}.bias`)];
    return vector.map((value, i) => ((value - mean) / Math.sqrt(variance + layerNormEps)) * (scale[i] ?? 0) + (shift[i] ?? 0));
  });
  const add = (a: Matrix, b: Matrix): Matrix => a.map((vector, t) => vector.map((value, i) => value + (b[t]?.[i] ?? 0)));
  const attention = (x: Matrix, name: string): Matrix => {
    const [q, k, v] = ['query', 'key', 'value'].map((part) => linear(x, `${name}.${part}`)) as [Matrix, Matrix, Matrix];
    const width = H / nHeads;
    return q.map((query) => query.map((_, column) => {
      const head = Math.floor(column / width) * width;
      const exponentials = k.map((key) => Math.exp(query.slice(head, head + width).reduce((sum, value, i) => sum + value * (key[head + i] ?? 0), 0) / Math.sqrt(width)));
      const total = exponentials.reduce((sum, value) => sum + value, 0);
      return exponentials.reduce((sum, value, t) => sum + (value / total) * (v[t]?.[column] ?? 0), 0);
    }));
  };

  let x = layerNorm(ids.map((id, t) => {
    const [word, position, type] = [row('embeddings.word_embeddings.weight', id), row('embeddings.position_embeddings.weight', t), row('embeddings.token_type_embeddings.weight', 0)];
    return word.map((value, i) => value + (position[i] ?? 0) + (type[i] ?? 0));
  }), 'embeddings.LayerNorm');
  const states = [x];
  for (let block = 0; block < config.nBlocks; block += 1) {
    const name = `encoder.layer.${block}`;
    const a = layerNorm(add(linear(attention(x, `${name}.attention.self`), `${name}.attention.output.dense`), x), `${name}.attention.output.LayerNorm`);
    const inner = linear(a, `${name}.intermediate.dense`).map((vector) => vector.map(ACTIVATIONS[config.activation]));
    x = layerNorm(add(linear(inner, `${name}.output.dense`), a), `${name}.output.LayerNorm`);
    states.push(x);
  }
  return states;
}

const ACTIVATIONS = {
  gelu: (x: number): number => (x / 2) * (1 + erf(x / Math.SQRT2)),
  gelu_new: (x: number): number => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  relu: (x: number): number => Math.max(0, x),
  silu: (x: number): number => x / (1 + Math.exp(-x)),
  tanh: (x: number): number => Math.tanh(x),
} as const;

/** Maclaurin series; enough terms for the |x| < 4 of the tests. */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 120; n += 1) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
