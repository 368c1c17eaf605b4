import type { NearestWord } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import { readWordVectors, type WordVectors } from '../conversion/glove';
import { cosineDistance } from '@semantics/cosine';
import { tokenizeWords } from '../tokenizers/word-tokenizer';
import type { Encoder, HiddenStates, TokenizedSentence } from './encoder';

const UNKNOWN = -1;

/** GloVe and its kin: one vector a word form, whatever the sentence. Forms are looked up in lower case, as GloVe 6B was trained. */
export class StaticEncoder implements Encoder {
  readonly device = { provider: 'cpu', label: 'CPU, table look-up' } as const;
  readonly maxPieces = Infinity;

  private readonly index: ReadonlyMap<string, number>;

  private constructor(readonly card: ModelCard, private readonly table: WordVectors) {
    this.index = new Map(table.words.map((word, id) => [word, id]));
  }

  static async load(folder: string, card: ModelCard): Promise<StaticEncoder> {
    return new StaticEncoder(card, await readWordVectors(folder, card.dim));
  }

  tokenize(text: string): TokenizedSentence {
    const words = tokenizeWords(text);
    return {
      ids: words.map((word) => this.index.get(word.form.toLowerCase()) ?? UNKNOWN),
      pieces: words.map((word) => ({ piece: word.form.toLowerCase(), charStart: word.charStart, charEnd: word.charEnd })),
    };
  }

  knows(id: number): boolean {
    return id !== UNKNOWN;
  }

  encode(batch: readonly TokenizedSentence[]): Promise<HiddenStates> {
    const { dim } = this.card;
    const nRows = Math.max(0, ...batch.map((sentence) => sentence.ids.length));
    const layer = new Float32Array(batch.length * nRows * dim);
    for (const [b, sentence] of batch.entries()) {
      for (const [i, id] of sentence.ids.entries()) if (id !== UNKNOWN) layer.set(this.row(id), (b * nRows + i) * dim);
    }
    return Promise.resolve({ layers: [layer], nRows, firstRow: 0 });
  }

  /** The k word forms nearest to `word` by cosine distance (several words: to their mean), themselves left out; null for an unknown word. */
  nearestWords(word: string, k: number): readonly NearestWord[] | null {
    const { ids } = this.tokenize(word);
    if (ids.length === 0 || ids.includes(UNKNOWN)) return null;
    const query = new Float32Array(this.card.dim);
    for (const id of ids) for (const [d, value] of this.row(id).entries()) query[d] = (query[d] ?? 0) + value / ids.length;
    const distances = this.table.words.map((_, i) => cosineDistance(query, this.row(i)));
    const order = distances.map((_, i) => i).filter((i) => !ids.includes(i)).sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0) || a - b).slice(0, k);
    return order.map((i) => ({ word: this.table.words[i] ?? '', distance: distances[i] ?? 0, vector: this.row(i).slice() }));
  }

  release(): Promise<void> {
    return Promise.resolve();
  }

  private row(id: number): Float32Array {
    return this.table.values.subarray(id * this.card.dim, (id + 1) * this.card.dim);
  }
}
