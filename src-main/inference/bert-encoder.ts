import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Tensor } from 'onnxruntime-node';
import type { DeviceInUse } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import { loadWordPiece, type WordPieceTokenizer } from '../tokenizers/wordpiece';
import { parseWordPieceOptions } from '../tokenizers/wordpiece-options';
import type { Encoder, HiddenStates, TokenizedSentence } from './encoder';
import { floats, runGraph } from './run-graph';
import { deviceLabel, loadGraph, type LoadedGraph, type Provider } from './session';

/** BERT and its kin with a WordPiece vocabulary: every hidden state of every piece. */
export class BertEncoder implements Encoder {
  readonly device: DeviceInUse;
  readonly maxPieces: number;
  private readonly outputs: readonly string[];

  private constructor(readonly card: ModelCard, private readonly tokenizer: WordPieceTokenizer, private readonly graph: LoadedGraph) {
    this.device = { provider: graph.provider, label: deviceLabel(graph.provider) };
    this.maxPieces = (card.maxTokens ?? 512) - 2;
    this.outputs = Array.from({ length: card.nLayers }, (_, l) => `hidden_states.${l}`);
  }

  static async load(folder: string, card: ModelCard, provider: Provider): Promise<BertEncoder> {
    const [vocabulary, options] = await Promise.all([readFile(path.join(folder, 'vocab.txt'), 'utf8'), readFile(path.join(folder, 'tokenizer_config.json'), 'utf8')]);
    const tokenizer = loadWordPiece(vocabulary, parseWordPieceOptions(options));
    return new BertEncoder(card, tokenizer, await loadGraph(path.join(folder, 'encoder.onnx'), provider));
  }

  tokenize(text: string): TokenizedSentence {
    return this.tokenizer.encode(text);
  }

  knows(): boolean {
    // An unknown word is the piece [UNK], which has a vector like any other.
    return true;
  }

  async encode(batch: readonly TokenizedSentence[]): Promise<HiddenStates> {
    const nRows = Math.max(...batch.map((sentence) => sentence.ids.length)) + 2;
    const dims = [batch.length, nRows];
    const ids = new BigInt64Array(batch.length * nRows).fill(BigInt(this.tokenizer.special.pad));
    const mask = new BigInt64Array(batch.length * nRows);
    for (const [b, sentence] of batch.entries()) {
      const at = b * nRows;
      ids[at] = BigInt(this.tokenizer.special.cls);
      for (const [i, id] of sentence.ids.entries()) ids[at + 1 + i] = BigInt(id);
      ids[at + 1 + sentence.ids.length] = BigInt(this.tokenizer.special.sep);
      mask.fill(1n, at, at + sentence.ids.length + 2);
    }
    const result = await runGraph(this.graph, {
      input_ids: new Tensor('int64', ids, dims),
      attention_mask: new Tensor('int64', mask, dims),
      token_type_ids: new Tensor('int64', new BigInt64Array(batch.length * nRows), dims),
    }, this.outputs);
    return { layers: this.outputs.map((name) => floats(result[name]?.data, name)), nRows, firstRow: 1 };
  }

  release(): Promise<void> {
    return this.graph.session.release();
  }
}
