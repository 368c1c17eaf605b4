import type { EmbedProgress, EmbedRequest } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { RandomPair } from '@contract/layers/random-pair';
import { shapeOf, type ModelCard } from '@contract/model-card';
import { mixedTable } from '@probing/mixed-table';
import { measureRandomPairs } from '@semantics/baseline';
import { sentenceIds } from '@semantics/sentence-ids';
import { takeRows, type VectorTable } from '@vectors/vector-table';
import { modelDigest } from '../cache/embedding-cache';
import type { StoredEmbedding } from './embedding-store';
import { embedSet, type SetTools } from './embed-set';
import { randomWords } from './random-words';

const [N_PAIRS, SEED] = [50_000, 42];

export interface RandomPairHooks {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: EmbedProgress) => void) | undefined;
}

interface Sample {
  readonly of: string;
  readonly table: VectorTable;
  readonly sentences: Int32Array;
}

/**
 * Random pairs of mixed layers. The cosine of a mix does not follow from those of its layers, which are all that a card has: a word of every background
 * sentence (or every sentence, where sentences are read) is embedded once, all layers of it kept, and mixed as the set is.
 */
export class RandomPairs {
  /** Of the model that was asked for last. */
  private sample: Sample | null = null;

  constructor(private readonly tools: SetTools) {}

  /** @throws Failure `bad-request` for a key of layers, `bad-input` for a background without two sentences, `cancelled`, and as {@link embedSet} does */
  async ofMix({ request, mix }: StoredEmbedding, card: ModelCard, background: readonly string[], hooks: RandomPairHooks = {}): Promise<RandomPair> {
    if (mix === undefined) throw new Failure('bad-request', 'These vectors are layers, whose random pairs the model card has.');
    const { table, sentences } = await this.sampleOf(request, card, background, hooks);
    const pairs = measureRandomPairs(mixedTable(table, mix, card), sentences, N_PAIRS, SEED);
    const [meanCosine, quantiles] = [pairs?.meanCosine[0], pairs?.quantiles[0]];
    if (meanCosine === undefined || quantiles === undefined) throw new Failure('bad-input', 'The background sample needs at least two sentences.');
    return { meanCosine, quantiles, nSampled: table.nRows };
  }

  private async sampleOf({ pooling, device }: EmbedRequest, card: ModelCard, background: readonly string[], { signal, onProgress }: RandomPairHooks): Promise<Sample> {
    const of = JSON.stringify([card.id, modelDigest(card), pooling, device]);
    if (this.sample?.of === of) return this.sample;
    const texts = [...new Set(background)];
    const occurrences = pooling === 'sentence' ? texts.map((text) => ({ text, charStart: 0, charEnd: text.length, word: text, labels: {} })) : randomWords(texts, SEED);
    // Without a prompt, as the card's pairs are.
    const { values, missing } = await embedSet(
      this.tools,
      { modelId: card.id, pooling, device, occurrences, isAside: true },
      { ...(signal === undefined ? {} : { signal }), ...(onProgress === undefined ? {} : { onProgress }) },
    );
    const without = new Set(missing);
    const rows = [...occurrences.keys()].filter((row) => !without.has(row));
    const table = takeRows({ values, nRows: occurrences.length, ...shapeOf(card, pooling) }, rows);
    return (this.sample = { of, table, sentences: sentenceIds(rows.map((row) => occurrences[row]?.text ?? '')) });
  }
}
