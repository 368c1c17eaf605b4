import path from 'node:path';
import type { Provider } from '@contract/embedding';
import { CHUNK_STEPS } from '../../../model-format/graph-names';
import { GRAPH_FILES, SPANS } from '../../../model-format/graph-names';
import { chunkSpans, chunkWords, type PaddedWords } from './bilm-chunks';
import { Tensor } from '../../runtime/onnxruntime';
import { spanFeeds, type WantedRows } from '../../pooling/span-tensors';
import { floats, runGraph } from '../../runtime/run-graph';
import { loadGraph, type LoadedGraph } from '../../runtime/session';

export interface BilmShape {
  readonly projectionDim: number;
  readonly cellDim: number;
  /** LSTM layers of one direction. */
  readonly nLstmLayers: number;
}

/** The recurrent half of ELMo, every sentence from the zero state. */
export interface BilmRunner {
  readonly provider: Provider;
  /** The spans of each wanted layer, `[nSpans, 2 · projectionDim]`: forward half, backward half. */
  run(words: PaddedWords, wanted: WantedRows, layers: readonly number[]): Promise<readonly Float32Array[]>;
  release(): Promise<void>;
}

/**
 * On the CPU one graph with a Scan over time; on a GPU chunk by chunk, because there the body of a Scan would go to the CPU and back at every step.
 * @throws as {@link loadGraph}
 */
export async function loadBilm(folder: string, provider: Provider, shape: BilmShape): Promise<BilmRunner> {
  if (provider === 'cpu') return new ScanRunner(await loadGraph(path.join(folder, GRAPH_FILES.bilm), provider), shape);
  return new ChunkRunner(await loadGraph(path.join(folder, GRAPH_FILES.bilmChunk), provider), shape);
}

export class ScanRunner implements BilmRunner {
  readonly provider: Provider;

  constructor(private readonly graph: LoadedGraph, private readonly shape: BilmShape) {
    this.provider = graph.provider;
  }

  async run({ values, time, lengths }: PaddedWords, wanted: WantedRows, layers: readonly number[]): Promise<readonly Float32Array[]> {
    const nSentences = lengths.length;
    const mask = new Float32Array(nSentences * time);
    for (const [b, length] of lengths.entries()) mask.fill(1, b * time, b * time + length);
    const outputs = layers.map(SPANS.output);
    const result = await runGraph(this.graph, {
      word_vectors: new Tensor('float32', values, [nSentences, time, this.shape.projectionDim]),
      mask: new Tensor('float32', mask, [nSentences, time]),
      ...zeroState(this.shape, nSentences),
      ...spanFeeds(wanted),
    }, outputs);
    return outputs.map((name) => floats(result[name]?.data, name));
  }

  release(): Promise<void> {
    return this.graph.session.release();
  }
}

export class ChunkRunner implements BilmRunner {
  readonly provider: Provider;

  constructor(private readonly graph: LoadedGraph, private readonly shape: BilmShape) {
    this.provider = graph.provider;
  }

  async run(words: PaddedWords, wanted: WantedRows, layers: readonly number[]): Promise<readonly Float32Array[]> {
    const { projectionDim: P } = this.shape;
    const outputs = layers.filter((layer) => layer > 0).map(SPANS.output);
    const sums = new Map(outputs.map((name) => [name, new Float32Array(wanted.nSpans * 2 * P)]));
    const nSentences = words.lengths.length;
    let state = zeroState(this.shape, nSentences);
    // Layer 0 is no work of the recurrent half.
    const chunks = outputs.length === 0 ? [] : chunkSpans(words, wanted);
    for (const [chunk, { spans, rows, weights, width }] of chunks.entries()) {
      const isLast = chunk === chunks.length - 1;
      const dims = [2, rows.length / 2 / width, width];
      const result = await runGraph(this.graph, {
        word_vectors: new Tensor('float32', chunkWords(words, chunk), [2, CHUNK_STEPS, nSentences, P]),
        ...state,
        [SPANS.rows]: new Tensor('int64', rows, dims),
        [SPANS.weights]: new Tensor('float32', weights, dims),
      }, [...spans.length === 0 ? [] : outputs, ...isLast ? [] : ['hN', 'cN']]);
      if (!isLast) state = { h0: result['hN'] as Tensor, c0: result['cN'] as Tensor };
      for (const [name, sum] of spans.length === 0 ? [] : sums) addHalves(sum, floats(result[name]?.data, name), spans, P);
    }
    return layers.map((layer) => sums.get(SPANS.output(layer)) ?? layer0(words, wanted));
  }

  release(): Promise<void> {
    return this.graph.session.release();
  }
}

type State = Readonly<Record<'h0' | 'c0', Tensor>>;

function zeroState({ projectionDim, cellDim, nLstmLayers }: BilmShape, nSentences: number): State {
  const zeros = (width: number): Tensor => new Tensor('float32', new Float32Array(nLstmLayers * 2 * nSentences * width), [nLstmLayers, 2, nSentences, width]);
  return { h0: zeros(projectionDim), c0: zeros(cellDim) };
}

/** Adds `part` `[2, spans.length, P]` to the rows of these spans in `sum` `[nSpans, 2P]`. */
function addHalves(sum: Float32Array, part: Float32Array, spans: readonly number[], P: number): void {
  for (let direction = 0; direction < 2; direction++) {
    for (const [r, span] of spans.entries()) {
      const [to, from] = [(span * 2 + direction) * P, (direction * spans.length + r) * P];
      for (let i = 0; i < P; i++) sum[to + i] = (sum[to + i] ?? 0) + (part[from + i] ?? 0);
    }
  }
}

/** The word vectors themselves, once for each half. */
function layer0({ values, dim }: PaddedWords, { rows, weights, nSpans, width }: WantedRows): Float32Array {
  const read = new Float32Array(nSpans * 2 * dim);
  for (let span = 0; span < nSpans; span++) {
    const to = span * 2 * dim;
    for (let i = span * width; i < (span + 1) * width; i++) {
      const [from, weight] = [Number(rows[i]) * dim, weights[i] ?? 0];
      for (let d = 0; weight !== 0 && d < dim; d++) read[to + d] = (read[to + d] ?? 0) + weight * (values[from + d] ?? 0);
    }
    read.copyWithin(to + dim, to, to + dim);
  }
  return read;
}
