import type { DeviceInUse, DevicePreference } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import { norm } from '@vectors/cosine';
import type { EncoderPool } from '../encoders/encoder-pool';
import type { Reading } from '../runtime/encoder';
import { planSentences, takeReading, type Job, type PooledTarget } from './jobs';
import { modelDigest, rowKey, type KeptVectors } from '../cache/kept-vectors';
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
  readonly nMarks: { readonly before: number; readonly after: number };
  readonly runs: readonly TracedRun[];
  readonly device: DeviceInUse;
  /** Whether the embedding store had the vector already. */
  readonly isKept: boolean;
  /** Digest under which the store keeps this model's vectors. */
  readonly digest: string;
  /** Euclidean length of the vector at every layer; empty where there is none. */
  readonly norms: readonly number[];
  readonly loadMs: number;
  readonly runMs: number;
}

/** Follows one target through cutting, planning and the model. @throws Failure as the pool and the encoder do */
export async function traceTarget(pool: EncoderPool, kept: KeptVectors | null, card: ModelCard, target: PooledTarget, device: DevicePreference): Promise<Trace> {
  const cutter = await pool.cutter(card.id);
  const [read = target] = await prompted([target], cutter);
  const [plan] = await planSentences(cutter, [read], [[0]]);
  const jobs = plan?.jobs ?? [];
  const width = card.nLayers * card.dim;
  let isKept = false;
  await kept?.read(modelDigest(card), [rowKey(target.pooling, target)], width, () => { isKept = true; });
  const started = performance.now();
  const { encoder, device: inUse } = await pool.get(card.id, device);
  const loadMs = performance.now() - started;
  const layers = Array.from({ length: card.nLayers }, (_, layer) => layer);
  const running = performance.now();
  let vector: Float32Array | null = null;
  for (const job of jobs) {
    const values = await encoder.encode([job], layers);
    job.vectors.forEach((one, index) => { vector = takeReading(one, values.subarray(index * width, (index + 1) * width)) ?? vector; });
  }
  const found = vector as Float32Array | null;
  return {
    card, text: read.text, subwords: plan?.planned[0]?.subwords ?? [], nMarks: cutter.nMarks, runs: jobs.map(runOf), device: inUse, isKept, digest: modelDigest(card),
    norms: found === null ? [] : layers.map((layer) => norm(found.subarray(layer * card.dim, (layer + 1) * card.dim))), loadMs, runMs: performance.now() - running,
  };
}

function runOf({ sentence, readings }: Job): TracedRun {
  return {
    pieces: sentence.pieces.map(({ piece, charStart, charEnd }, i) => ({ piece, id: sentence.ids[i] ?? 0, charStart, charEnd })),
    rows: readings.flatMap(rowsOf),
  };
}

const rowsOf = ({ from, to, weights }: Reading): { row: number; weight: number }[] =>
  Array.from({ length: to - from }, (_, i) => ({ row: from + i, weight: weights === null ? 1 / (to - from) : weights[i] ?? 0 }));
