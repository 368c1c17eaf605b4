import type { Pooling } from '@contract/embedding';
import { POOLINGS } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { shapeOf, type Background } from '@contract/model-card';
import { measureRandomPairs, type RandomPairs } from '@semantics/baseline';
import { fitRidge, type RidgeFit } from '@semantics/ridge';
import { sentenceIds } from '@semantics/sentence-ids';
import { layerRows } from '@vectors/vector-table';
import { tokenizeWords } from '../../tokenizers/word-tokenizer';
import { embedTargets } from './embed';
import type { Encoder } from '../runtime/encoder';
import type { PooledTarget, Target } from '../pooling/jobs';
import { readTargets } from '../pooling/read-targets';

const nPairs = 50_000;
const seed = 42;

export interface MeasuredBackground {
  readonly background: Omit<Background, 'sampleSha256'>;
  /** One fit per layer from 1 on; empty where none were asked for, and for static models. */
  readonly ghostMaps: readonly RidgeFit[];
}

export interface BackgroundOptions {
  /** Whether to fit the maps layer 0 → layer l. Imports do without. */
  readonly ghosts: boolean;
  readonly onStage: (stage: string) => void;
  readonly onProgress?: (progress: { readonly nDone: number; readonly nTotal: number }) => void;
  readonly signal?: AbortSignal;
}

/**
 * Embeds the background sentences once, reading every word in three ways and every sentence whole, and measures what the model does to text in general:
 * the mean cosine of random pairs from different sentences (Ethayarajh 2019), per pooling and layer, and the linear map from a form's context-free
 * vector to its contextual ones, with R² on word forms that the fit has not seen.
 * @throws Failure `cancelled`, `bad-input` for fewer than two sentences, and as the encoder does.
 */
export async function measureBackground(encoder: Encoder, sentences: readonly string[], options: BackgroundOptions): Promise<MeasuredBackground> {
  const tables = await readAll(encoder, sentences, POOLINGS, options);
  const of = (pooling: Pooling): RandomPairs => pairsOf(encoder, pooling, tables.get(pooling));
  const pairs: Readonly<Record<Pooling, RandomPairs>> = { mean: of('mean'), first: of('first'), last: of('last'), sentence: of('sentence') };
  const every = <K extends keyof RandomPairs>(key: K): Record<Pooling, RandomPairs[K]> => ({ mean: pairs.mean[key], first: pairs.first[key], last: pairs.last[key], sentence: pairs.sentence[key] });
  const words = tables.get('mean') as Read;
  const isStatic = encoder.tokenizer.card.kind === 'static';
  const ghostMaps = isStatic || !options.ghosts ? [] : await fitGhosts(encoder, words, options);
  const ghostR2 = ghostMaps.length > 0 || isStatic ? [1, ...ghostMaps.map((map) => map.r2)] : null;
  return { background: { nOccurrences: words.targets.length, nPairs, seed, meanCosine: every('meanCosine'), quantiles: every('quantiles'), ghostR2 }, ghostMaps };
}

/** Random pairs alone, of some poolings: what {@link measureBackground} would give for them. */
export async function measurePairs(
  encoder: Encoder,
  sentences: readonly string[],
  poolings: readonly Pooling[],
  options: Omit<BackgroundOptions, 'ghosts'>,
): Promise<ReadonlyMap<Pooling, RandomPairs>> {
  const tables = await readAll(encoder, sentences, poolings, options);
  return new Map(poolings.map((pooling) => [pooling, pairsOf(encoder, pooling, tables.get(pooling))]));
}

function pairsOf(encoder: Encoder, pooling: Pooling, read: Read | undefined): RandomPairs {
  const { nLayers, dim } = shapeOf(encoder.tokenizer.card, pooling);
  const { targets, values } = read ?? { targets: [], values: new Float32Array() };
  const pairs = measureRandomPairs({ values, nRows: targets.length, nLayers, dim }, sentenceIds(targets.map(({ text }) => text)), nPairs, seed);
  if (pairs === null) throw new Failure('bad-input', 'The background sample needs at least two sentences.');
  return pairs;
}

interface Read {
  readonly targets: readonly Target[];
  /** `[targets.length, nLayers, dim]` of the pooling's shape */
  readonly values: Float32Array;
}

async function readAll(
  encoder: Encoder,
  sentences: readonly string[],
  poolings: readonly Pooling[],
  { onStage, onProgress, signal }: Omit<BackgroundOptions, 'ghosts'>,
): Promise<ReadonlyMap<Pooling, Read>> {
  const words = sentences.flatMap(wordsOf);
  const wholes = [...new Set(sentences)].map((text) => ({ text, charStart: 0, charEnd: text.length }));
  const tables = new Map(
    poolings.map((pooling) => {
      const targets = pooling === 'sentence' ? wholes : words;
      const { nLayers, dim } = shapeOf(encoder.tokenizer.card, pooling);
      return [pooling, { targets, values: new Float32Array(targets.length * nLayers * dim) }];
    }),
  );
  const places = [...tables].flatMap(([pooling, { targets }]) => targets.map((target, row) => ({ pooling, target, row })));
  onStage(`${words.length} words in ${wholes.length} sentences, read by ${poolings.join(', ')}`);
  let nDone = 0;
  await readTargets(
    encoder,
    places.map(({ pooling, target }): PooledTarget => ({ ...target, pooling })),
    {
      planned: ({ isMissing }) => {
        if (isMissing) nDone++;
      },
      vector: (index, vector) => {
        const { pooling, row } = places[index] as (typeof places)[number];
        tables.get(pooling)?.values.set(vector, row * vector.length);
        nDone++;
      },
      batchRead: () => {
        onProgress?.({ nDone, nTotal: places.length });
      },
    },
    { signal },
  );
  return tables;
}

async function fitGhosts(encoder: Encoder, { targets, values }: Read, { onStage, signal }: BackgroundOptions): Promise<readonly RidgeFit[]> {
  const { nLayers, dim } = encoder.tokenizer.card;
  const formOf = (target: Target): string => target.text.slice(target.charStart, target.charEnd);
  const forms = [...new Set(targets.map(formOf))];
  const indexOf = new Map(forms.map((form, i) => [form, i]));
  const alone = await embedTargets(encoder, forms.map((form) => ({ text: form, charStart: 0, charEnd: form.length })), 'mean', { layers: [0], ...(signal === undefined ? {} : { signal }) });
  const groups = Int32Array.from(targets, (target) => indexOf.get(formOf(target)) ?? 0);
  const x = new Float32Array(targets.length * dim);
  for (const [row, form] of groups.entries()) x.set(alone.values.subarray(form * dim, (form + 1) * dim), row * dim);
  const fits: RidgeFit[] = [];
  for (let layer = 1; layer < nLayers; layer++) {
    const y = layerRows({ values, nRows: targets.length, nLayers, dim }, layer);
    const fit = fitRidge(x, y, dim, dim, { seed, groups, penaltyShares: [1e-3, 1e-2, 1e-1, 1, 10] });
    onStage(`ghost, layer ${layer}: R² ${fit.r2.toFixed(3)} with penalty ${fit.penaltyShare}`);
    fits.push(fit);
  }
  return fits;
}

/** Every word with a letter in it; punctuation and numbers are no words to compare with. */
function wordsOf(text: string): Target[] {
  return tokenizeWords(text).filter((word) => /\p{L}/u.test(word.form)).map(({ charStart, charEnd }) => ({ text, charStart, charEnd }));
}
