import path from 'node:path';
import type { DeviceInUse, Provider } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { RecurrentFacts } from '@contract/model-card';
import { GRAPH_FILES, SPANS } from '../../../model-format/graph-names';
import { DeviceFailure } from '../../devices/device-failure';
import { deviceLabel, providerName } from '../../devices/device-label';
import { bySpan, spanFeeds, wantedRows } from '../../pooling/span-tensors';
import type { Encoder, SentenceToEncode } from '../../runtime/encoder';
import { Tensor } from '../../runtime/onnxruntime';
import { floats, runGraph } from '../../runtime/run-graph';
import { loadGraph, type LoadedGraph } from '../../runtime/session';
import type { UlmfitTokenizer } from './ulmfit-tokenizer';

/** ULMFiT's AWD-LSTM: a forward reader, a backward one or both, every sentence from the zero state. On the CPU alone, since no GPU provider of onnxruntime has an LSTM of its own. */
export class UlmfitEncoder implements Encoder {
  readonly device: DeviceInUse;

  private constructor(readonly tokenizer: UlmfitTokenizer, private readonly graph: LoadedGraph, private readonly recurrent: RecurrentFacts) {
    this.device = { provider: graph.provider, label: deviceLabel(graph.provider) };
  }

  /** @throws Failure `device` for anything but the CPU, `model` when the file itself does not load. */
  static async load(folder: string, tokenizer: UlmfitTokenizer, provider: Provider): Promise<UlmfitEncoder> {
    if (provider !== 'cpu') throw new DeviceFailure(`${providerName(provider)} cannot be used here: the LSTMs of ULMFiT run on the CPU alone.`, 'failed');
    const { recurrent, name } = tokenizer.card;
    if (recurrent === undefined) throw new Failure('model', `The model card of ${name} does not say how wide its layers are. Remove the model and import it again.`);
    return new UlmfitEncoder(tokenizer, await loadGraph(path.join(folder, GRAPH_FILES.encoder), provider), recurrent);
  }

  async encode(batch: readonly SentenceToEncode[], layers: readonly number[]): Promise<Float32Array> {
    const { vocabulary, nSpecialTokens, card } = this.tokenizer;
    const lengths = batch.map(({ sentence }) => sentence.ids.length + 1);
    const time = Math.max(...lengths);
    const ids = new BigInt64Array(batch.length * time).fill(BigInt(vocabulary.padId));
    for (const [b, { sentence }] of batch.entries()) {
      ids[b * time] = BigInt(vocabulary.beginId);
      for (const [t, id] of sentence.ids.entries()) ids[b * time + t + 1] = BigInt(id);
    }
    const wanted = wantedRows(batch, time, nSpecialTokens);
    const outputs = layers.map(SPANS.output);
    const result = await runGraph(this.graph, {
      input_ids: new Tensor('int64', ids, [batch.length, time]),
      lengths: new Tensor('int64', BigInt64Array.from(lengths, BigInt), [batch.length]),
      ...spanFeeds(wanted),
    }, outputs);
    const { reads, widths } = this.recurrent;
    const nReaders = reads === 'both' ? 2 : 1;
    return bySpan(layers.map((layer, i) => widened(floats(result[outputs[i] ?? '']?.data, outputs[i] ?? ''), widths[layer] ?? 0, card.dim / nReaders)), card.dim);
  }

  release(): Promise<void> {
    return this.graph.session.release();
  }
}

/** `[n, from]` → `[n, to]`, zeros behind each row. */
function widened(values: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return values;
  const n = values.length / from;
  const wide = new Float32Array(n * to);
  for (let row = 0; row < n; row++) wide.set(values.subarray(row * from, (row + 1) * from), row * to);
  return wide;
}
