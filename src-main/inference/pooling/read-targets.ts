import type { ModelCard } from '@contract/model-card';
import { pauseForMessages, requireGoing } from '../cooperate';
import { BatchSize } from '../schedule/batch-size';
import type { Encoder, ModelTokenizer } from '../runtime/encoder';
import { Failover, type FallBack, type Flight } from '../schedule/failover';
import { bySentence, JobQueue, portion } from '../schedule/job-queue';
import { planSentences, takeSpan, type Job, type PlannedTarget, type PooledTarget } from './jobs';
import { prompted } from './prompted';

/** Takes what comes of the targets, in the order in which they are read. */
export interface Receiver {
  planned(target: PlannedTarget): void;
  /** The vector of a target, `[layers.length, dim]` of its pooling's shape: to be copied before it returns. */
  vector(index: number, values: Float32Array): void;
  /** After every batch: nothing more of it will come. Awaited before the next one. */
  batchRead?(): void | Promise<void>;
}

export interface ReadOptions {
  /** Of the shape that the targets' pooling has. Default: all; to be left out where poolings of different shapes are mixed. */
  readonly layers?: readonly number[];
  /** Default: all targets. */
  readonly indices?: Iterable<number>;
  readonly signal?: AbortSignal | undefined;
  /** Lets waiting messages and shorter work in between two batches. */
  readonly pause?: () => Promise<void>;
  /** Default: a failing device fails the work. */
  readonly fallBack?: FallBack;
}

/**
 * Reads targets of any pooling. Each sentence is run once for all its targets, in batches of equal length; a sentence longer than the model reads is cut
 * into overlapping windows.
 * @throws Failure `cancelled` between two batches once the signal is aborted; `device` or `model` as the encoder does.
 */
export async function readTargets(encoder: Encoder, targets: readonly PooledTarget[], receiver: Receiver, options: ReadOptions = {}): Promise<void> {
  const { signal, pause = pauseForMessages, fallBack = null } = options;
  const { card } = encoder.tokenizer;
  const layers = layersToRun(card, targets, options.layers);
  const queue = new JobQueue(encoder.tokenizer, await prompted(targets, encoder.tokenizer), options.indices ?? targets.keys(), (planned) => { receiver.planned(planned); });
  const failover = new Failover(encoder, fallBack);
  let size = new BatchSize(card, encoder.device.provider);
  const flights: { readonly flight: Flight<readonly Job[]>; readonly startedMs: number }[] = [];
  for (;;) {
    requireGoing(signal);
    const hasRoom = (): boolean => flights.length < (failover.encoder.nInFlight ?? 1);
    const batch = hasRoom() ? await queue.next(size.limits) : null;
    if (batch !== null && batch.length > 0) {
      flights.push({ flight: failover.start(batch, layers), startedMs: performance.now() });
      if (hasRoom()) continue;
    }
    const first = batch?.length === 0 ? undefined : flights.shift();
    if (first !== undefined) {
      const { flight, startedMs } = first;
      const { provider } = failover.encoder.device;
      const { values, nRun } = await failover.finish(flight, () => { size.halve(); });
      const read = flight.batch.slice(0, nRun);
      queue.putBack(flight.batch.slice(nRun));
      if (failover.encoder.device.provider !== provider) size = new BatchSize(card, failover.encoder.device.provider);
      // Batches that share a device say nothing of what one takes.
      else if (failover.encoder.nInFlight === undefined) size.measured(nRowsOf(read, encoder.tokenizer), performance.now() - startedMs);
      deliver(read, values, layers, encoder, receiver);
      await receiver.batchRead?.();
    } else if (batch === null) return;
    await pause();
  }
}

/** The same for targets whose vectors are known already: only their pieces are told. */
export async function planTargets(
  tokenizer: ModelTokenizer,
  targets: readonly PooledTarget[],
  receiver: Pick<Receiver, 'planned'>,
  { indices = targets.keys(), signal, pause = pauseForMessages }: ReadOptions = {},
): Promise<void> {
  const sentences = bySentence(targets, indices);
  for (let from = 0; from < sentences.length; from += portion.nSentences) {
    if (from > 0) {
      requireGoing(signal);
      await pause();
    }
    for (const { planned } of await planSentences(tokenizer, targets, sentences.slice(from, from + portion.nSentences)))
      planned.forEach((target) => {
        receiver.planned(target);
      });
  }
}

/** Where a model's sentence vector is one of its own making, it is made of the last layer. */
function layersToRun(card: ModelCard, targets: readonly PooledTarget[], asked: readonly number[] | undefined): readonly number[] {
  if (isOfItsOwn(card) && targets.every(({ pooling }) => pooling === 'sentence')) return [card.nLayers - 1];
  return asked ?? Array.from({ length: card.nLayers }, (_, layer) => layer);
}

const isOfItsOwn = ({ sentence }: ModelCard): boolean => sentence?.steps.some(({ type }) => type === 'dense') ?? false;

function deliver(jobs: readonly Job[], values: readonly Float32Array[], layers: readonly number[], { tokenizer: { card }, sentenceSteps }: Encoder, receiver: Receiver): void {
  const { dim, nLayers } = card;
  const width = layers.length * dim;
  const isOwn = isOfItsOwn(card);
  const lastLayer = layers.indexOf(nLayers - 1);
  const vectors = jobs.flatMap((job) => job.vectors);
  let at = 0;
  for (const part of values) {
    for (let start = 0; start < part.length; start += width, at++) {
      const vector = vectors[at];
      const complete = vector === undefined ? null : takeSpan(vector, part.subarray(start, start + width));
      if (vector === undefined || complete === null) continue;
      let delivered = complete;
      if (vector.isSentence && lastLayer >= 0 && sentenceSteps !== undefined) {
        const last = complete.subarray(lastLayer * dim, (lastLayer + 1) * dim);
        const made = sentenceSteps(last);
        if (isOwn) delivered = made;
        else last.set(made);
      }
      for (const index of vector.targets) receiver.vector(index, delivered);
    }
  }
}

function nRowsOf(jobs: readonly Job[], { nSpecialTokens }: ModelTokenizer): number {
  return jobs.length * (Math.max(0, ...jobs.map((job) => job.sentence.ids.length)) + nSpecialTokens.before + nSpecialTokens.after);
}
