import type { NearestWord } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import { cosineDistance } from '@vectors/cosine';
import type { TokenizedSentence } from '../../../tokenizers/tokenizer';
import type { Encoder, PooledSpan, SentenceToEncode } from '../../runtime/encoder';
import { StaticTokenizer } from './static-tokenizer';
import { NearestRowSearch } from './static-nearest';
import { openWordTable, type WordTable } from './static-table';

/** GloVe, word2vec and fastText: one vector a word form, whatever the sentence. */
export class StaticEncoder implements Encoder {
  readonly device = { provider: 'cpu', label: 'CPU, table look-up' } as const;
  private readonly nearest: NearestRowSearch;

  constructor(readonly tokenizer: StaticTokenizer, private readonly table: WordTable) {
    this.nearest = new NearestRowSearch(table.vectors);
  }

  /**
   * @param tokenizer of the same folder, where there is one: its words are not read again
   * @throws Failure `model` where files are missing, damaged, or do not belong together
   */
  static async load(folder: string, card: ModelCard, tokenizer?: StaticTokenizer): Promise<StaticEncoder> {
    const own = tokenizer ?? await StaticTokenizer.load(folder, card);
    return new StaticEncoder(own, openWordTable(folder, own));
  }

  /**
   * Rows of unknown words count as nothing: without weights the mean is over the known ones (all-zero where there are none), with weights their sum
   * lacks them. @throws RangeError for a layer other than 0
   */
  encode(batch: readonly SentenceToEncode[], layers: readonly number[]): Promise<Float32Array> {
    if (layers.some((layer) => layer !== 0)) throw new RangeError(`static models have layer 0 only, not ${layers.join(', ')}`);
    const { dim } = this.tokenizer.card;
    const nSpans = batch.reduce((sum, { spans }) => sum + spans.length, 0);
    const values = new Float32Array(nSpans * layers.length * dim);
    let at = 0;
    for (const { sentence, spans } of batch) {
      for (const span of spans) {
        const vector = this.read(sentence, span);
        for (let l = 0; l < layers.length; l++, at += dim) values.set(vector, at);
      }
    }
    return Promise.resolve(values);
  }

  /** The k word forms nearest to `word` by cosine distance (several words: to their mean), themselves left out; null for an unknown word. */
  async nearestWords(word: string, k: number): Promise<readonly NearestWord[] | null> {
    const sentence = this.tokenizer.tokenizeSentence(word);
    const { ids } = sentence;
    if (ids.length === 0 || !ids.every((id) => this.tokenizer.knows(id))) return null;
    const query = Float32Array.from(this.read(sentence, { from: 0, to: ids.length, weights: null }));
    const asked = new Set(ids);
    const rows = await this.nearest.find(query, k, (row) => asked.has(row));
    return rows.map(({ row }) => {
      const vector = this.table.vectors.rows(row, row + 1).slice();
      return { word: this.tokenizer.words.index.word(row), distance: cosineDistance(query, vector), vector };
    });
  }

  release(): Promise<void> {
    this.table.close();
    return Promise.resolve();
  }

  private read({ ids, pieces }: TokenizedSentence, { from, to, weights }: PooledSpan): Float64Array {
    const sum = new Float64Array(this.tokenizer.card.dim);
    let nKnown = 0;
    for (let i = from; i < to; i++) {
      const id = ids[i];
      if (id === undefined || !this.tokenizer.knows(id)) continue;
      nKnown++;
      const weight = weights?.[i - from] ?? 1;
      if (this.tokenizer.isComposed(id)) this.addComposed(sum, pieces[i]?.piece ?? '', weight);
      else addRow(sum, this.table.vectors.rows(id, id + 1), weight);
    }
    if (weights === null && nKnown > 1) for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] as number) / nKnown;
    return sum;
  }

  /** The mean of the form's n-grams, as fastText makes the vector of an unknown word. */
  private addComposed(sum: Float64Array, form: string, weight: number): void {
    const { subwords } = this.table;
    const buckets = this.tokenizer.buckets(form);
    if (subwords !== null) for (const bucket of buckets) addRow(sum, subwords.rows(bucket, bucket + 1), weight / buckets.length);
  }
}

function addRow(sum: Float64Array, row: Float32Array, weight: number): void {
  for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] as number) + weight * (row[d] as number);
}
