import type { AnalogyWord, NearestWord } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import { cosineDistance, norm } from '@vectors/cosine';
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
    const known = this.lookUp(word);
    if (known === null) return null;
    const { vector: query } = known;
    const asked = new Set(known.ids);
    const rows = await this.nearest.find(query, k, (row) => asked.has(row));
    return rows.map(({ row }) => {
      const vector = this.table.vectors.rows(row, row + 1).slice();
      return { word: this.tokenizer.words.index.word(row), distance: cosineDistance(query, vector), vector };
    });
  }

  /**
   * The words nearest by cosine to b − a + c, of unit vectors: "a is to b as c is to …" (Mikolov, Yih & Zweig 2013; 3CosAdd in Levy & Goldberg 2014). What the arithmetic itself gives is often b
   * or c: those papers leave the query words out.
   * @throws Failure `not-found` naming the words that the table does not have, `bad-request` where nothing is left of the sum
   */
  async analogy({ a, b, c, k, isExcludingQuery }: { readonly a: string; readonly b: string; readonly c: string; readonly k: number;
    readonly isExcludingQuery: boolean }): Promise<readonly AnalogyWord[]> {
    const [from, to, start] = [a, b, c].map((word) => this.lookUp(word));
    if (!from || !to || !start) {
      const unknown = [...new Set([a, b, c])].filter((word) => this.lookUp(word) === null).map((word) => `“${word}”`);
      throw new Failure('not-found', `The model does not know ${unknown.join(' and ')}. Try ${unknown.length === 1 ? 'another word' : 'other words'}.`);
    }
    const unit = ({ vector }: { readonly vector: Float32Array }): Float32Array => vector.map((value) => value / (norm(vector) || 1));
    const [minus, plus, also] = [unit(from), unit(to), unit(start)];
    const query = plus.map((value, d) => value - (minus[d] as number) + (also[d] as number));
    if (norm(query) < 1e-6) throw new Failure('bad-request', 'These words leave nothing of each other. Try other words.');
    const asked = new Set([...from.ids, ...to.ids, ...start.ids]);
    const rows = await this.nearest.find(query, k, (row) => isExcludingQuery && asked.has(row));
    return rows.map(({ row, distance }) => ({ word: this.tokenizer.words.index.word(row), cosine: 1 - distance, isQuery: asked.has(row) }));
  }

  release(): Promise<void> {
    this.table.close();
    return Promise.resolve();
  }

  /** The vector of a word, or the mean of several; null where one is unknown. */
  private lookUp(word: string): { readonly ids: readonly number[]; readonly vector: Float32Array } | null {
    const sentence = this.tokenizer.tokenizeSentence(word);
    const { ids } = sentence;
    if (ids.length === 0 || !ids.every((id) => this.tokenizer.knows(id))) return null;
    return { ids, vector: Float32Array.from(this.read(sentence, { from: 0, to: ids.length, weights: null })) };
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
