import type { Provider } from '@contract/embedding';
import { readEntries, writeEntries } from '../cache/sealed-entries';
import { env } from '../runtime/onnxruntime';
import type { DeviceVerdict } from './self-check';

/** What a verdict holds for: other weights, another driver or another runtime are checked anew. */
export interface CheckedPair {
  /** Digest of the model's files. */
  readonly model: string;
  readonly provider: Provider;
  /** Adapter with its driver. */
  readonly adapter: string;
}

interface Entry extends CheckedPair, DeviceVerdict {
  readonly onnxruntime: string;
  /** ISO 8601; null while the check runs, so that a driver which takes the process down is not asked a second time. */
  readonly checkedAt: string | null;
}

/** As many as one user's models on one machine can need. */
const maxEntries = 200;
const unfinished = 'The app ended while this device was being checked; choose the device by name to try again.';

/**
 * Verdicts of the self-check, remembered in a file. A missing or damaged file is an empty one; a file that cannot be written only
 * costs the check at the next start.
 */
export class KnownDevices {
  private entries: Promise<readonly Entry[]> | null = null;

  /** @param file null: remembered as long as this process lives. */
  constructor(private readonly file: string | null, private readonly runtime: string = env.versions.node ?? env.versions.common) {}

  async find(pair: CheckedPair): Promise<DeviceVerdict | null> {
    return (await this.read()).find((entry) => this.isOf(entry, pair)) ?? null;
  }

  /** The newest verdict on a provider with this adapter, whatever the model. */
  async newest(provider: Provider, adapter: string): Promise<DeviceVerdict | null> {
    return (await this.read()).findLast((entry) => entry.provider === provider && entry.adapter === adapter && entry.onnxruntime === this.runtime) ?? null;
  }

  /** Says that a check begins: should the process end on the way, the device counts as refused. */
  begin(pair: CheckedPair): Promise<void> {
    return this.put({ ...pair, onnxruntime: this.runtime, checkedAt: null, state: 'refused', reason: unfinished, speedup: null });
  }

  remember(pair: CheckedPair, { state, reason, speedup }: DeviceVerdict): Promise<void> {
    return this.put({ ...pair, onnxruntime: this.runtime, checkedAt: new Date().toISOString(), state, reason, speedup });
  }

  async forget(pair: CheckedPair): Promise<void> {
    await this.write((await this.read()).filter((entry) => !this.isOf(entry, pair)));
  }

  private isOf(entry: Entry, { model, provider, adapter }: CheckedPair): boolean {
    return entry.model === model && entry.provider === provider && entry.adapter === adapter && entry.onnxruntime === this.runtime;
  }

  private async put(entry: Entry): Promise<void> {
    await this.write([...(await this.read()).filter((other) => !this.isOf(other, entry)), entry].slice(-maxEntries));
  }

  private read(): Promise<readonly Entry[]> {
    this.entries ??= this.file === null ? Promise.resolve([]) : readEntries(this.file, 'devices', isEntry);
    return this.entries;
  }

  private async write(entries: readonly Entry[]): Promise<void> {
    this.entries = Promise.resolve(entries);
    if (this.file === null) return;
    try {
      await writeEntries(this.file, 'devices', entries);
    } catch {
      // Read-only user data: the check is made again at the next start.
    }
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { model, provider, adapter, onnxruntime, state, reason, speedup } = value as Record<string, unknown>;
  return [model, provider, adapter, onnxruntime, reason].every((text) => typeof text === 'string')
    && (state === 'serves' || state === 'slower' || state === 'refused') && (speedup === null || typeof speedup === 'number');
}
