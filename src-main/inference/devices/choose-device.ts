import { release } from 'node:os';
import type { DeviceReport, LocalDevice, Provider } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { DeviceFailure } from './device-failure';
import { deviceLabel } from './device-label';
import type { Encoder } from '../runtime/encoder';
import type { CheckedPair, KnownDevices } from './known-devices';
import { absence, GPU_PROVIDERS, type GpuProvider } from './providers';
import { selfCheck, type Clock, type DeviceVerdict } from './self-check';

/** An encoder and why it is not on the device that was hoped for; null where there is nothing to tell. */
export interface Chosen {
  readonly encoder: Encoder;
  readonly note: string | null;
}

/** A model that looks for its device. */
export interface ModelToPlace {
  /** Digest of the model's files. */
  readonly digest: string;
  /** Loads it on a device, unchecked. @throws {@link DeviceFailure} */
  readonly load: (provider: Provider) => Promise<Encoder>;
}

/** A device that is there, and what is known of it. */
interface Candidate {
  readonly provider: GpuProvider;
  readonly verdict: DeviceVerdict;
}

/**
 * Chooses the device that a model runs on. A device serves only after its vectors have been held against the CPU's, once for each model, adapter,
 * driver and runtime; afterwards the verdict is known, and the model is not loaded on the CPU as well.
 */
export class DeviceChooser {
  /** Providers that found no adapter or library in this process, and what they said. */
  private readonly absent = new Map<Provider, string>();

  /**
   * @param adapter the graphics adapter with its driver; null where it is not known
   * @param why what keeps a provider from being tried at all
   */
  constructor(private readonly known: KnownDevices, private readonly adapter: string | null, private readonly why: typeof absence = absence, private readonly clockMs?: Clock) {}

  /**
   * `auto`: the fastest device with the right vectors. A name: that one, as long as its vectors are right.
   * @throws Failure `device` when the device that was named cannot serve, `model` for damaged files.
   */
  async choose(model: ModelToPlace, preference: LocalDevice): Promise<Chosen> {
    if (preference === 'cpu') return { encoder: await model.load('cpu'), note: null };
    return preference === 'auto' ? this.fastest(model) : this.named(model, preference);
  }

  /** What is known of the devices of this machine. Nothing is tried. */
  async report(): Promise<readonly DeviceReport[]> {
    const others = await Promise.all(GPU_PROVIDERS.map(async (provider): Promise<DeviceReport> => {
      const reason = this.why(provider) ?? this.absent.get(provider) ?? null;
      if (reason !== null) return { provider, label: deviceLabel(provider), state: 'absent', reason: sentence(reason) };
      const verdict = await this.known.newest(provider, this.adapterKey);
      return { provider, label: this.label(provider), state: verdict?.state ?? 'unchecked', reason: verdict?.reason ?? '' };
    }));
    return [...others, { provider: 'cpu', label: deviceLabel('cpu'), state: 'serves', reason: '' }];
  }

  label(provider: Provider): string {
    return deviceLabel(provider, this.adapter);
  }

  /** Whoever names a device gets that one, checked, or is told that it does not serve. One that was refused before is asked again. */
  private async named(model: ModelToPlace, provider: GpuProvider): Promise<Chosen> {
    const encoder = await model.load(provider);
    const known = await this.known.find(this.pair(model, provider));
    if (known !== null && known.state !== 'refused') return { encoder, note: null };
    const cpu = await model.load('cpu').catch(releasing(encoder));
    const verdict = await this.check(model, provider, encoder, cpu).catch(releasing(encoder, cpu));
    await cpu.release();
    if (verdict.state !== 'refused') return { encoder, note: null };
    await encoder.release();
    throw new Failure('device', verdict.reason);
  }

  private async fastest(model: ModelToPlace): Promise<Chosen> {
    const candidates = await this.candidates(model);
    const serving = candidates.filter(({ verdict }) => verdict.state === 'serves').sort((a, b) => (b.verdict.speedup ?? 0) - (a.verdict.speedup ?? 0));
    let reason = candidates.find(({ verdict }) => verdict.state !== 'serves')?.verdict.reason ?? null;
    for (const { provider } of serving) {
      try {
        return { encoder: await model.load(provider), note: null };
      } catch (error) {
        if (!(error instanceof DeviceFailure)) throw error;
        reason = error.message;
      }
    }
    // A machine without a GPU lacks nothing that needs telling; a GPU that is there and does not serve does.
    return { encoder: await model.load('cpu'), note: reason };
  }

  /** All devices that are there, with what is known of them; what is not known is found out, with the CPU's half loaded once for all of them. */
  private async candidates(model: ModelToPlace): Promise<readonly Candidate[]> {
    const found: Candidate[] = [];
    let cpu: Encoder | null = null;
    try {
      for (const provider of GPU_PROVIDERS) {
        if (this.why(provider) !== null || this.absent.has(provider)) continue;
        let verdict = await this.known.find(this.pair(model, provider));
        if (verdict === null) {
          const encoder = await this.tryToLoad(model, provider);
          if (encoder === null) continue;
          try {
            verdict = encoder instanceof DeviceFailure ? await this.refuse(model, provider, encoder) : await this.check(model, provider, encoder, cpu ??= await model.load('cpu'));
          } finally {
            if (!(encoder instanceof DeviceFailure)) await encoder.release();
          }
        }
        found.push({ provider, verdict });
      }
    } finally {
      await cpu?.release();
    }
    return found;
  }

  /** The model on a device, or how the device failed to take it; null where there is no such device. */
  private async tryToLoad(model: ModelToPlace, provider: GpuProvider): Promise<Encoder | DeviceFailure | null> {
    try {
      return await model.load(provider);
    } catch (error) {
      if (!(error instanceof DeviceFailure)) throw error;
      if (error.kind !== 'absent') return error;
      this.absent.set(provider, error.message);
      return null;
    }
  }

  private async check(model: ModelToPlace, provider: GpuProvider, encoder: Encoder, cpu: Encoder): Promise<DeviceVerdict> {
    const pair = this.pair(model, provider);
    await this.known.begin(pair);
    const verdict = await selfCheck(encoder, cpu, this.label(provider), this.clockMs).catch(async (error: unknown) => {
      await this.known.forget(pair);
      throw error;
    });
    await this.known.remember(pair, verdict);
    return verdict;
  }

  private async refuse(model: ModelToPlace, provider: GpuProvider, failure: DeviceFailure): Promise<DeviceVerdict> {
    const verdict: DeviceVerdict = { state: 'refused', reason: failure.message, speedup: null };
    await this.known.remember(this.pair(model, provider), verdict);
    return verdict;
  }

  private pair({ digest }: ModelToPlace, provider: GpuProvider): CheckedPair {
    return { model: digest, provider, adapter: this.adapterKey };
  }

  /** Where nothing names the adapter, at least a new system is noticed. */
  private get adapterKey(): string {
    return this.adapter ?? `unknown, ${release()}`;
  }
}

const sentence = (reason: string): string => (reason.endsWith('.') ? reason : `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`);

/** Frees what has been loaded before an error goes on its way. */
const releasing = (...encoders: readonly Encoder[]) => async (error: unknown): Promise<never> => {
  for (const encoder of encoders) await encoder.release();
  throw error;
};
