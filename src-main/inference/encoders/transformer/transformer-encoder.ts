import path from 'node:path';
import { labelIn, type DeviceInUse, type ProductPrecision, type Provider } from '@contract/embedding';
import { GRAPH_FILES, SPANS } from '../../../model-format/graph-names';
import { deviceLabel } from '../../devices/device-label';
import type { Encoder, SentenceToEncode } from '../../runtime/encoder';
import { bySpan } from '../../pooling/span-tensors';
import { floats, runGraph } from '../../runtime/run-graph';
import { loadSentenceSteps, type SentenceSteps } from '../../pooling/sentence-steps';
import { loadGraph, loadInt8Graph, type LoadedGraph } from '../../runtime/session';
import { int8Graph } from './int8-graph';
import { transformerFeeds } from './transformer-feeds';
import type { TransformerTokenizer } from './transformer-tokenizer';

/** A transformer, reading from both sides (BERT and its kin) or from the left only (GPT-2). */
export class TransformerEncoder implements Encoder {
  readonly device: DeviceInUse;

  private constructor(readonly tokenizer: TransformerTokenizer, private readonly graph: LoadedGraph, readonly sentenceSteps: SentenceSteps, precision: ProductPrecision) {
    this.device = { provider: graph.provider, label: labelIn(deviceLabel(graph.provider), precision) };
  }

  /** @throws Failure `device` when the device does not take the graph, `model` when the file itself does not load; with `int8` as {@link int8Graph}. */
  static async load(folder: string, tokenizer: TransformerTokenizer, provider: Provider, precision: ProductPrecision = 'exact'): Promise<TransformerEncoder> {
    const steps = await loadSentenceSteps(folder, tokenizer.card);
    const file = path.join(folder, GRAPH_FILES.encoder);
    const graph = precision === 'int8' ? await loadInt8Graph(file, await int8Graph(file)) : await loadGraph(file, provider);
    return new TransformerEncoder(tokenizer, graph, steps, precision);
  }

  async encode(batch: readonly SentenceToEncode[], layers: readonly number[]): Promise<Float32Array> {
    const feeds = transformerFeeds(batch, this.tokenizer);
    const wanted = new Set(this.graph.session.inputNames);
    const outputs = layers.map(SPANS.output);
    const result = await runGraph(this.graph, Object.fromEntries(Object.entries(feeds).filter(([name]) => wanted.has(name))), outputs);
    return bySpan(outputs.map((name) => floats(result[name]?.data, name)), this.tokenizer.card.dim);
  }

  release(): Promise<void> {
    return this.graph.session.release();
  }
}
