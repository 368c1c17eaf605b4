import { createHash } from 'node:crypto';
import { Failure } from '@contract/failure';
import type { Background, ModelCard } from '@contract/model-card';
import type { ImportPreview, ImportProgress } from '@contract/model-import';
import { convertModel } from '../conversion/convert';
import { inspectModel } from '../conversion/inspect';
import { mergeCard, writeCard, type UnmeasuredCard } from '../model-format/model-folder';
import type { ImportJob } from './import-job';
import { measureBackground } from '../inference/sets/background';
import { embedTargets } from '../inference/sets/embed';
import type { Encoder } from '../inference/runtime/encoder';
import { loadEncoder } from '../inference/encoders/load-encoder';
import { StaticTokenizer } from '../inference/encoders/static/static-tokenizer';

/** Enough for a baseline good to about a hundredth, and done in seconds also with a large model. */
const nSampleSentences = 120;
const nOwnForms = 2_000;
const smokeSentences = ['The bank raised its rate before the boat reached the far bank.', 'Run!', 'naïve café – 日本語 🙂'] as const;

export async function previewModel(file: string): Promise<ImportPreview> {
  return { path: file, ...await inspectModel(file) };
}

/**
 * Converts, checks and measures a model into `outDir`: what lies there at the end is complete and has run.
 * @throws Failure with the exact reason.
 */
export async function importModel(job: ImportJob, onProgress: (progress: ImportProgress) => void): Promise<ModelCard> {
  const { path: file, outDir, text, nMaxWords } = job;
  const converted = await convertModel(file, outDir, text, { precision: 'source', nMaxWords }, { onProgress });
  onProgress({ stage: 'check', nDone: 0, nTotal: 0, unit: 'words' });
  const encoder = await loadEncoder(outDir, mergeCard(converted, unmeasured(converted)), 'cpu');
  try {
    await smokeRun(encoder);
    const background = await measure(encoder, sampleFor(encoder, job.sample), onProgress);
    const card = mergeCard(converted, background);
    await writeCard(outDir, card);
    return card;
  } finally {
    await encoder.release();
  }
}

/** Short, long and foreign sentences give finite vectors that are not all the same. */
async function smokeRun(encoder: Encoder): Promise<void> {
  const targets = smokeSentences.flatMap((text) => [...text.matchAll(/[\p{L}]+/gu)].map((word) => ({ text, charStart: word.index, charEnd: word.index + word[0].length })));
  const { values, missing } = await embedTargets(encoder, targets, 'mean');
  if (values.some((value) => !Number.isFinite(value))) throw new Failure('model', 'The model gives vectors that are not finite. Its weights are damaged, or they do not belong to its settings.');
  if (missing.length === targets.length && encoder.tokenizer.card.kind !== 'static')
    throw new Failure('model', 'The model gives no vector for any word of a test sentence. Its tokenizer does not belong to it.');
  const { nLayers, dim } = encoder.tokenizer.card;
  const last = (row: number): string => values.subarray((row * nLayers + nLayers - 1) * dim, (row + 1) * nLayers * dim).join();
  const rows = targets.map((_, row) => row).filter((row) => !missing.includes(row));
  if (rows.length > 1 && rows.every((row) => last(row) === last(rows[0] ?? 0))) throw new Failure('model', 'The model gives the same vector for every word. Its weights are damaged.');
}

/**
 * What the model is measured on. Word vectors of another language or field know few words of the sample; their own most frequent forms
 * take its place then, each as a sentence.
 */
function sampleFor(encoder: Encoder, sample: readonly string[]): readonly string[] {
  const { tokenizer } = encoder;
  if (!(tokenizer instanceof StaticTokenizer)) return sample.slice(0, nSampleSentences);
  const ids = sample.flatMap((sentence) => tokenizer.tokenizeSentence(sentence).ids);
  if (ids.filter((id) => id >= 0).length * 2 >= ids.length) return sample;
  const { index } = tokenizer.words;
  return Array.from({ length: Math.min(index.nWords, nOwnForms) }, (_, row) => index.word(row)).filter((form) => /\p{L}/u.test(form));
}

async function measure(encoder: Encoder, sentences: readonly string[], onProgress: (progress: ImportProgress) => void): Promise<Background> {
  const { background } = await measureBackground(encoder, sentences, {
    ghosts: false, onStage: () => undefined,
    onProgress: ({ nDone, nTotal }) => { onProgress({ stage: 'measure', nDone, nTotal, unit: 'words' }); },
  });
  return { sampleSha256: createHash('sha256').update(sentences.join('\n')).digest('hex'), ...background };
}

/** Stands in a card until its model has been measured; no such card is ever written. */
function unmeasured({ nLayers }: UnmeasuredCard): Background {
  const none = new Array<number>(nLayers).fill(Number.NaN);
  return { sampleSha256: '', nOccurrences: 0, nPairs: 0, seed: 0, meanCosine: { mean: none, first: none, last: none, sentence: none }, ghostR2: null };
}
