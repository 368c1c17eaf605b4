import type { Pooling } from '@contract/embedding';
import { POOLINGS } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { Background } from '@contract/model-card';
import { meanRandomPairCosine } from '@semantics/baseline';
import { fitRidge, type RidgeFit } from '@semantics/ridge';
import { sentenceIds } from '@semantics/vector-table';
import { tokenizeWords } from '../tokenizers/word-tokenizer';
import { embedTargets, type Target } from './embed';
import type { Encoder } from './encoder';

const nPairs = 50_000;
const seed = 42;

export interface MeasuredBackground {
  readonly background: Omit<Background, 'sampleSha256'>;
  /** One fit per layer from 1 on; empty for static models. */
  readonly ghostMaps: readonly RidgeFit[];
}

/**
 * Embeds every word of the background sentences and measures what the model does to words in general:
 * the mean cosine of random pairs (Ethayarajh 2019), per pooling and layer, and the linear map from a form's context-free
 * vector to its contextual ones, with R² on word forms that the fit has not seen.
 */
export async function measureBackground(encoder: Encoder, sentences: readonly string[], onStage: (stage: string) => void): Promise<MeasuredBackground> {
  const { nLayers, dim, kind } = encoder.card;
  const targets = sentences.flatMap(wordsOf);
  const meanCosine: Partial<Record<Pooling, readonly number[]>> = {};
  let pooledByMean: Float32Array | null = null;
  for (const pooling of POOLINGS) {
    onStage(`${targets.length} words, pooling ${pooling}`);
    const { values } = await embedTargets(encoder, targets, pooling);
    const means = meanRandomPairCosine({ values, nRows: targets.length, nLayers, dim }, sentenceIds(targets.map((target) => target.text)), nPairs, seed);
    if (means === null) throw new Failure('bad-input', 'The background sample needs at least two sentences.');
    meanCosine[pooling] = means;
    if (pooling === 'mean') pooledByMean = values;
  }
  const ghostMaps = kind === 'static' || pooledByMean === null ? [] : await fitGhosts(encoder, targets, pooledByMean, onStage);
  return {
    background: { nOccurrences: targets.length, nPairs, seed, meanCosine: meanCosine as Record<Pooling, readonly number[]>, ghostR2: [1, ...ghostMaps.map((map) => map.r2)] },
    ghostMaps,
  };
}

async function fitGhosts(encoder: Encoder, targets: readonly Target[], values: Float32Array, onStage: (stage: string) => void): Promise<readonly RidgeFit[]> {
  const { nLayers, dim } = encoder.card;
  const formOf = (target: Target): string => target.text.slice(target.charStart, target.charEnd);
  const forms = [...new Set(targets.map(formOf))];
  const indexOf = new Map(forms.map((form, i) => [form, i]));
  const alone = await embedTargets(encoder, forms.map((form) => ({ text: form, charStart: 0, charEnd: form.length })), 'mean');
  const groups = Int32Array.from(targets, (target) => indexOf.get(formOf(target)) ?? 0);
  const x = new Float32Array(targets.length * dim);
  for (const [row, form] of groups.entries()) x.set(alone.values.subarray(form * nLayers * dim, form * nLayers * dim + dim), row * dim);
  const fits: RidgeFit[] = [];
  for (let layer = 1; layer < nLayers; layer++) {
    const y = new Float32Array(targets.length * dim);
    for (let row = 0; row < targets.length; row++) y.set(values.subarray((row * nLayers + layer) * dim, (row * nLayers + layer + 1) * dim), row * dim);
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
