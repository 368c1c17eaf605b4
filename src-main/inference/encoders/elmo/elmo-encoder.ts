import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DeviceInUse, Provider } from '@contract/embedding';
import { parseElmoOptions } from '../../../model-format/elmo-options';
import { GRAPH_FILES } from '../../../model-format/graph-names';
import { BEGIN_SENTENCE_IDS, characterIds, CHARACTERS_PER_WORD, END_SENTENCE_IDS, writeCharacterIds } from '../../../tokenizers/character-ids';
import { loadBilm, type BilmRunner } from './bilm-runner';
import { deviceLabel } from '../../devices/device-label';
import type { ElmoTokenizer } from './elmo-tokenizer';
import type { Encoder, SentenceToEncode } from '../../runtime/encoder';
import { Tensor } from '../../runtime/onnxruntime';
import { bySpan, wantedRows } from '../../pooling/span-tensors';
import { floats, runGraph } from '../../runtime/run-graph';
import { loadGraph, type LoadedGraph } from '../../runtime/session';
import { WordFormVectors } from './word-form-vectors';

/**
 * ELMo: a character CNN makes a vector of every word form (cached, since it depends on the form alone), and a biLSTM reads those.
 * The state is zero at the start of every sentence, so that no vector depends on what ran before.
 */
export class ElmoEncoder implements Encoder {
  readonly device: DeviceInUse;
  private readonly wordForms: WordFormVectors;
  /** Vectors of the special tokens around a sentence, `[2, projectionDim]`. */
  private specialTokenVectors: Float32Array | null = null;

  private constructor(readonly tokenizer: ElmoTokenizer, private readonly wordEncoder: LoadedGraph, private readonly bilm: BilmRunner, private readonly projectionDim: number) {
    this.device = { provider: bilm.provider, label: deviceLabel(bilm.provider) };
    this.wordForms = new WordFormVectors((forms) => this.encodeCharacters(forms.map(characterIds)), projectionDim);
  }

  /** @throws Failure `device` when the device does not take the graphs, `model` when a file itself does not load. */
  static async load(folder: string, tokenizer: ElmoTokenizer, provider: Provider): Promise<ElmoEncoder> {
    const { projectionDim, cellDim, nLayers } = parseElmoOptions(await readFile(path.join(folder, 'options.json'), 'utf8'));
    const wordEncoder = await loadGraph(path.join(folder, GRAPH_FILES.wordEncoder), provider);
    try {
      return new ElmoEncoder(tokenizer, wordEncoder, await loadBilm(folder, provider, { projectionDim, cellDim, nLstmLayers: nLayers }), projectionDim);
    } catch (error) {
      await wordEncoder.session.release();
      throw error;
    }
  }

  async encode(batch: readonly SentenceToEncode[], layers: readonly number[]): Promise<Float32Array> {
    const dim = this.projectionDim;
    const vectors = await this.wordForms.of(batch.flatMap(({ sentence }) => sentence.pieces.map(({ piece }) => piece)));
    this.specialTokenVectors ??= await this.encodeCharacters([BEGIN_SENTENCE_IDS, END_SENTENCE_IDS]);
    const lengths = batch.map(({ sentence }) => sentence.pieces.length + 2);
    const time = Math.max(...lengths);
    const values = new Float32Array(batch.length * time * dim);
    for (const [b, { sentence: { pieces } }] of batch.entries()) {
      const put = (t: number, vector: Float32Array): void => { values.set(vector, (b * time + t) * dim); };
      put(0, this.specialTokenVectors.subarray(0, dim));
      for (const [i, { piece }] of pieces.entries()) put(i + 1, vectors.get(piece) ?? new Float32Array());
      put(pieces.length + 1, this.specialTokenVectors.subarray(dim));
    }
    return bySpan(await this.bilm.run({ values, dim, time, lengths }, wantedRows(batch, time, this.tokenizer.nSpecialTokens), layers), this.tokenizer.card.dim);
  }

  async release(): Promise<void> {
    await this.wordEncoder.session.release();
    await this.bilm.release();
  }

  /** `[words.length, projectionDim]` */
  private async encodeCharacters(words: readonly (readonly number[])[]): Promise<Float32Array> {
    const characters = new BigInt64Array(words.length * CHARACTERS_PER_WORD);
    for (const [i, ids] of words.entries()) writeCharacterIds(characters, i, ids);
    const result = await runGraph(this.wordEncoder, { char_ids: new Tensor('int64', characters, [words.length, CHARACTERS_PER_WORD]) }, ['word_vectors']);
    return floats(result['word_vectors']?.data, 'word_vectors');
  }
}
