import type { DeviceInUse, DevicePreference } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import { norm } from '@vectors/cosine';
import type { EncoderCache } from '../encoders/encoder-cache';
import type { PooledSpan } from '../runtime/encoder';
import { planSentences, takeSpan, type Job, type PooledTarget } from './jobs';
import { modelDigest, rowKey, type EmbeddingCache } from '../cache/embedding-cache';
import { prompted } from './prompted';

/** One run of the model for a target: which pieces it takes, and which of their rows make the vector. */
export interface TracedRun {
  readonly pieces: readonly { readonly piece: string; readonly id: number; readonly charStart: number; readonly charEnd: number }[];
  /** Rows read, 0 being the first piece, with the weight of each. */
  readonly rows: readonly { readonly row: number; readonly weight: number }[];
}

/** The whole way of one target from its sentence to its vector. */
export interface Trace {
  readonly card: ModelCard;
  /** What the model reads: the sentence behind its prompt, where it has one. */
  readonly text: string;
  /** The target's own pieces. */
  readonly subwords: readonly string[];
  readonly nSpecialTokens: { readonly before: number; readonly after: number };
  readonly runs: readonly TracedRun[];
  readonly device: DeviceInUse;
  /** Whether the embedding cache had the vector already. */
  readonly isCached: boolean;
  /** Digest under which the cache keeps this model's vectors. */
  readonly digest: string;
  /** Euclidean length of the vector at every layer; empty where there is none. */
  readonly norms: readonly number[];
  readonly loadMs: number;
  readonly runMs: number;
}

/** Follows one target through tokenizing, planning and the model. @throws Failure as the encoder cache and the encoder do */
export async function traceTarget(encoders: EncoderCache, cache: EmbeddingCache | null, card: ModelCard, target: PooledTarget, device: DevicePreference): Promise<Trace> {
  const tokenizer = await encoders.tokenizer(card.id);
  const [read = target] = await prompted([target], tokenizer);
  const [plan] = await planSentences(tokenizer, [read], [[0]]);
  const jobs = plan?.jobs ?? [];
  const width = card.nLayers * card.dim;
  let isCached = false;
  await cache?.read(modelDigest(card), [rowKey(target.pooling, target)], width, () => { isCached = true; });
  const started = performance.now();
  const { encoder, device: inUse } = await encoders.get(card.id, device);
  const loadMs = performance.now() - started;
  const layers = Array.from({ length: card.nLayers }, (_, layer) => layer);
  const running = performance.now();
  let vector: Float32Array | null = null;
  for (const job of jobs) {
    const values = await encoder.encode([job], layers);
    job.vectors.forEach((one, index) => { vector = takeSpan(one, values.subarray(index * width, (index + 1) * width)) ?? vector; });
  }
  const found = vector as Float32Array | null;
  return {
    card, text: read.text, subwords: plan?.planned[0]?.subwords ?? [], nSpecialTokens: tokenizer.nSpecialTokens, runs: jobs.map(runOf), device: inUse, isCached, digest: modelDigest(card),
    norms: found === null ? [] : layers.map((layer) => norm(found.subarray(layer * card.dim, (layer + 1) * card.dim))), loadMs, runMs: performance.now() - running,
  };
}

function runOf({ sentence, spans }: Job): TracedRun {
  return {
    pieces: sentence.pieces.map(({ piece, charStart, charEnd }, i) => ({ piece, id: sentence.ids[i] ?? 0, charStart, charEnd })),
    rows: spans.flatMap(rowsOf),
  };
}

const rowsOf = ({ from, to, weights }: PooledSpan): { row: number; weight: number }[] =>
  Array.from({ length: to - from }, (_, i) => ({ row: from + i, weight: weights === null ? 1 / (to - from) : weights[i] ?? 0 }));
