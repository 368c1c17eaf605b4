import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DeviceInUse, DevicePreference } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import { cosineDistance } from '@semantics/cosine';
import { parseElmoOptions } from '../conversion/elmo-options';
import type { ModelLibrary } from '../models/library';
import { BertEncoder } from './bert-encoder';
import { ElmoEncoder } from './elmo-encoder';
import { embedTargets } from './embed';
import type { Encoder } from './encoder';
import type { Provider } from './session';
import { StaticEncoder } from './static-encoder';

/** How far a GPU's vectors may lie from the CPU's (cosine distance) before it is not trusted. */
const maxSelfCheckDistance = 1e-4;
/** One short sentence is the GPU's worst case, so it may be somewhat slower on it and still win on a set. */
const maxSlowdown = 3;
const selfCheckText = 'The bank raised its rate before the boat reached the far bank.';

/** A model on a device; `device` may carry a note beyond the encoder's own. */
export interface Loaded {
  readonly encoder: Encoder;
  readonly device: DeviceInUse;
}

/**
 * Loads models when they are first asked for. At most one contextual model stays loaded beside the static ones.
 * Not for concurrent use: asking for another model releases the one before, so the caller lets one piece of work end before the next begins.
 */
export class EncoderPool {
  private readonly loaded = new Map<string, Loaded>();
  /** Models whose GPU failed while running, and how. */
  private readonly gpuFailures = new Map<string, string>();

  constructor(private readonly library: ModelLibrary) {}

  /**
   * @param preference null: the model as it is loaded, or on the device that `auto` finds
   * @throws Failure `not-found` for an unknown model, `device` when the device that was asked for cannot serve, `model` for damaged files.
   */
  async get(modelId: string, preference: DevicePreference | null): Promise<Loaded> {
    const card = await this.library.card(modelId);
    // A table of vectors is the same on every device.
    const key = `${modelId} ${card.kind === 'static' ? 'cpu' : preference ?? 'auto'}`;
    const known = preference === null ? this.peek(modelId) : this.loaded.get(key);
    if (known !== null && known !== undefined) return known;
    if (card.kind !== 'static') await this.releaseContextual();
    const loaded = await this.load(card, preference ?? 'auto');
    this.loaded.set(key, loaded);
    return loaded;
  }

  /** The model as it is loaded; null where it is not. */
  peek(modelId: string): Loaded | null {
    return [...this.loaded].find(([key]) => key.startsWith(`${modelId} `))?.[1] ?? null;
  }

  /** Drops a model whose device failed; from now on `auto` means the CPU for it, and the indicator says why. */
  async giveUpGpu(modelId: string, reason: string): Promise<void> {
    this.gpuFailures.set(modelId, reason);
    await this.releaseContextual();
  }

  private async load(card: ModelCard, preference: DevicePreference): Promise<Loaded> {
    const folder = this.library.folder(card.id);
    if (card.kind === 'static') return own(await StaticEncoder.load(folder, card));
    if (card.kind === 'elmo') {
      const options = parseElmoOptions(await readFile(path.join(folder, 'options.json'), 'utf8'));
      const encoder = await ElmoEncoder.load(folder, card, options);
      const isGpuWanted = preference === 'webgpu' || preference === 'cuda';
      return isGpuWanted ? { encoder, device: { ...encoder.device, note: 'ELMo runs on the CPU in this version.' } } : own(encoder);
    }
    if (preference !== 'auto') return this.loadBert(folder, card, preference);
    return this.loadFastest(folder, card);
  }

  /** Whoever names a device gets that one, checked, or is told that it does not serve. */
  private async loadBert(folder: string, card: ModelCard, provider: Provider): Promise<Loaded> {
    const encoder = await BertEncoder.load(folder, card, provider);
    if (provider === 'cpu') return own(encoder);
    const cpu = await BertEncoder.load(folder, card, 'cpu');
    const problem = await selfCheck(encoder, cpu, false).finally(() => cpu.release());
    if (problem === null) return own(encoder);
    await encoder.release();
    throw problem;
  }

  /** The GPU that onnxruntime's own WebGPU finds, where its vectors are right and it is not slower; the CPU otherwise. */
  private async loadFastest(folder: string, card: ModelCard): Promise<Loaded> {
    const cpu = await BertEncoder.load(folder, card, 'cpu');
    const failure = this.gpuFailures.get(card.id);
    if (failure !== undefined) return { encoder: cpu, device: { ...cpu.device, note: failure } };
    // A machine without a GPU lacks nothing that needs telling; a GPU that is there and does not serve does.
    const gpu = await BertEncoder.load(folder, card, 'webgpu').catch((error: unknown) => {
      if (error instanceof Failure && error.code === 'device') return null;
      throw error;
    });
    if (gpu === null) return own(cpu);
    const problem = await selfCheck(gpu, cpu, true).catch((error: unknown) => {
      if (error instanceof Failure) return error;
      throw error;
    });
    await (problem === null ? cpu : gpu).release();
    return problem === null ? own(gpu) : { encoder: cpu, device: { ...cpu.device, note: problem.message } };
  }

  private async releaseContextual(): Promise<void> {
    for (const [key, { encoder }] of [...this.loaded]) {
      if (encoder.card.kind === 'static') continue;
      this.loaded.delete(key);
      await encoder.release();
    }
  }
}

const own = (encoder: Encoder): Loaded => ({ encoder, device: encoder.device });

/**
 * A few vectors of the GPU beside the CPU's, the second of two runs timed, since the first one compiles. Null when all is well; otherwise why
 * not: the vectors differ, or the device has to be faster and is not (a GPU that software emulates). Releases neither.
 */
async function selfCheck(gpu: BertEncoder, cpu: BertEncoder, mustBeFaster: boolean): Promise<Failure | null> {
  const targets = [...selfCheckText.matchAll(/\w+/g)].map((match) => ({ text: selfCheckText, charStart: match.index, charEnd: match.index + match[0].length }));
  const timed = async (encoder: BertEncoder): Promise<{ values: Float32Array; ms: number }> => {
    await embedTargets(encoder, targets, 'mean');
    const started = performance.now();
    const { values } = await embedTargets(encoder, targets, 'mean');
    return { values, ms: performance.now() - started };
  };
  const [ours, theirs] = [await timed(gpu), await timed(cpu)];
  const { dim } = gpu.card;
  for (let at = 0; at < ours.values.length; at += dim) {
    const distance = cosineDistance(ours.values.subarray(at, at + dim), theirs.values.subarray(at, at + dim));
    if (!(distance <= maxSelfCheckDistance)) return new Failure('device', `${gpu.device.label} gives other vectors than the CPU.`, `cosine distance ${distance}`);
  }
  return mustBeFaster && ours.ms > maxSlowdown * theirs.ms ? new Failure('device', `${gpu.device.label} is slower than the CPU here.`, `${ours.ms} ms against ${theirs.ms} ms`) : null;
}
