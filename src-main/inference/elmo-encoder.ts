import path from 'node:path';
import { Tensor } from 'onnxruntime-node';
import type { DeviceInUse } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import { BEGIN_SENTENCE_IDS, characterIds, CHARACTERS_PER_WORD, END_SENTENCE_IDS, writeCharacterIds } from '../tokenizers/character-ids';
import { tokenizeWords } from '../tokenizers/word-tokenizer';
import { floats, runGraph } from './run-graph';
import type { Encoder, HiddenStates, TokenizedSentence } from './encoder';
import { deviceLabel, loadGraph, type LoadedGraph } from './session';

const BEGIN = 0;
const END = 1;

/**
 * ELMo: a character CNN makes a vector of every word form (cached, since it depends on the form alone),
 * and a biLSTM reads those. The state is zero at the start of every sentence, so that no vector depends on what ran before.
 * Ids of a tokenized sentence are rows of this encoder's word-form table.
 */
export class ElmoEncoder implements Encoder {
  readonly device: DeviceInUse;
  readonly maxPieces = Infinity;
  private readonly idOfForm = new Map<string, number>();
  private readonly forms: string[] = [];
  private readonly vectors: (Float32Array | undefined)[] = [];

  private constructor(
    readonly card: ModelCard, private readonly wordEncoder: LoadedGraph, private readonly biLm: LoadedGraph,
    private readonly shape: { readonly projectionDim: number; readonly cellDim: number },
  ) {
    // The recurrent Scan runs on the CPU with every provider (onnxruntime), so no other device is tried.
    this.device = { provider: 'cpu', label: deviceLabel('cpu') };
    this.forms.push('', '');
  }

  static async load(folder: string, card: ModelCard, shape: { readonly projectionDim: number; readonly cellDim: number }): Promise<ElmoEncoder> {
    const wordEncoder = await loadGraph(path.join(folder, 'word-encoder.onnx'), 'cpu');
    const biLm = await loadGraph(path.join(folder, 'bilm.onnx'), 'cpu');
    return new ElmoEncoder(card, wordEncoder, biLm, shape);
  }

  tokenize(text: string): TokenizedSentence {
    const words = tokenizeWords(text);
    return {
      ids: words.map((word) => this.idOf(word.form)),
      pieces: words.map((word) => ({ piece: word.form, charStart: word.charStart, charEnd: word.charEnd })),
    };
  }

  knows(): boolean {
    return true;
  }

  async encode(batch: readonly TokenizedSentence[]): Promise<HiddenStates> {
    const { projectionDim, cellDim } = this.shape;
    await this.encodeForms(new Set([BEGIN, END, ...batch.flatMap((sentence) => sentence.ids)]));
    const nRows = Math.max(...batch.map((sentence) => sentence.ids.length)) + 2;
    const words = new Float32Array(batch.length * nRows * projectionDim);
    const mask = new Float32Array(batch.length * nRows);
    for (const [b, sentence] of batch.entries()) {
      for (const [t, id] of [BEGIN, ...sentence.ids, END].entries()) words.set(this.vectors[id] ?? [], (b * nRows + t) * projectionDim);
      mask.fill(1, b * nRows, b * nRows + sentence.ids.length + 2);
    }
    const nLstmLayers = this.card.nLayers - 1;
    const zeros = (width: number): Tensor => new Tensor('float32', new Float32Array(nLstmLayers * 2 * batch.length * width), [nLstmLayers, 2, batch.length, width]);
    const outputs = Array.from({ length: this.card.nLayers }, (_, l) => `hidden_states.${l}`);
    const result = await runGraph(this.biLm, {
      word_vectors: new Tensor('float32', words, [batch.length, nRows, projectionDim]),
      mask: new Tensor('float32', mask, [batch.length, nRows]),
      h0: zeros(projectionDim),
      c0: zeros(cellDim),
    }, outputs);
    return { layers: outputs.map((name) => floats(result[name]?.data, name)), nRows, firstRow: 1 };
  }

  async release(): Promise<void> {
    await this.wordEncoder.session.release();
    await this.biLm.session.release();
  }

  private idOf(form: string): number {
    let id = this.idOfForm.get(form);
    if (id === undefined) {
      id = this.forms.push(form) - 1;
      this.idOfForm.set(form, id);
    }
    return id;
  }

  private async encodeForms(ids: ReadonlySet<number>): Promise<void> {
    const { projectionDim } = this.shape;
    const wanted = [...ids].filter((id) => this.vectors[id] === undefined);
    // 50 positions a word through seven convolutions: small batches keep memory down.
    for (let start = 0; start < wanted.length; start += 128) {
      const part = wanted.slice(start, start + 128);
      const characters = new BigInt64Array(part.length * CHARACTERS_PER_WORD);
      for (const [i, id] of part.entries()) {
        const row = id === BEGIN ? BEGIN_SENTENCE_IDS : id === END ? END_SENTENCE_IDS : characterIds(this.forms[id] ?? '');
        writeCharacterIds(characters, i, row);
      }
      const result = await runGraph(this.wordEncoder, { char_ids: new Tensor('int64', characters, [part.length, CHARACTERS_PER_WORD]) }, ['word_vectors']);
      const values = floats(result.word_vectors?.data, 'word_vectors');
      for (const [i, id] of part.entries()) this.vectors[id] = values.slice(i * projectionDim, (i + 1) * projectionDim);
    }
  }
}
