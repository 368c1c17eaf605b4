import type { Checkpoint } from '../checkpoints/checkpoint';
import { GraphBuilder, int } from '../onnx/graph-builder';
import type { WeightSink } from '../onnx/weight-file';
import { transpose } from '../tensors';
import type { TransformerSpec } from './transformer-spec';

/** What the parts of a transformer's graph are made of: the graph, and the weights that enter it, each once whoever asks for it. */
export class TransformerParts {
  readonly graph = new GraphBuilder('encoder');
  nParameters = 0;
  private readonly values = new Map<string, string>();

  constructor(readonly spec: TransformerSpec, private readonly checkpoint: Checkpoint, private readonly weights: WeightSink, private readonly prefix: string) {}

  has(name: string): boolean {
    return this.checkpoint.has(this.prefix + name);
  }

  /** A weight as the checkpoint stores it. @param blockAxis see {@link WeightSink} */
  weight(name: string, shape: readonly number[], blockAxis?: 0 | 1): string {
    return this.once(name, () => this.graph.weight(this.weights.add(name, this.locate(name, shape), shape, blockAxis)));
  }

  /** x·W + b, W stored as `[in, out]`. */
  linear(name: string, x: string, nIn: number, nOut: number, hasBias = true): string {
    const product = this.graph.node('MatMul', [x, this.matrix(`${name}.weight`, nIn, nOut)]);
    return hasBias ? this.graph.node('Add', [product, this.weight(`${name}.bias`, [nOut])]) : product;
  }

  nTokens(ids: string): string {
    return this.graph.node('Shape', [ids], { start: int(1), end: int(2) });
  }

  /** 0…n − 1 for the n tokens of a row. */
  places(ids: string): string {
    const { graph: g } = this;
    const nTokens = g.node('Squeeze', [this.nTokens(ids)]);
    return g.node('Range', [g.int64([0], []), nTokens, g.int64([1], [])]);
  }

  private matrix(name: string, nIn: number, nOut: number): string {
    return this.once(name, () => {
      const isTurned = this.spec.linearLayout === 'out-in';
      const read = this.locate(name, isTurned ? [nOut, nIn] : [nIn, nOut]);
      return this.graph.weight(this.weights.add(name, isTurned ? () => transpose(read(), nOut, nIn) : read, [nIn, nOut], 0));
    });
  }

  private once(name: string, add: () => string): string {
    const value = this.values.get(name) ?? add();
    this.values.set(name, value);
    return value;
  }

  private locate(name: string, shape: readonly number[]): () => Float32Array {
    this.nParameters += shape.reduce((product, n) => product * n, 1);
    return this.checkpoint.locate(this.prefix + name, shape);
  }
}
