import type { Int8Speed, KeptInt8Speed } from '@contract/speed/int8-speed';
import { readEntries, writeEntries } from '../cache/sealed-entries';
import { env } from '../runtime/onnxruntime';

/** To be raised when something else is measured, or in another way. */
const MEASUREMENT = 1;
const NAME = 'speeds';

interface Entry {
  /** Digest of the model's files, of how they are read and of how products in 8 bits are computed. */
  readonly model: string;
  readonly onnxruntime: string;
  readonly measurement: number;
  readonly speed: KeptInt8Speed;
}

/** As many as one user's models on one machine can need. */
const MOST_ENTRIES = 200;

/**
 * What 8 bits gained and cost for the models of this computer, remembered in a file; of a model the newest measurement. Other weights or another runtime
 * are measured anew. A missing or damaged file is an empty one; a file that cannot be written only costs the measurement at the next start.
 */
export class KeptSpeeds {
  private entries: Promise<readonly Entry[]> | null = null;

  /** @param file null: remembered as long as this process lives. */
  constructor(private readonly file: string | null, private readonly runtime: string = env.versions.node ?? env.versions.common) {}

  /** @param model digest of a model with products in 8 bits */
  async find(model: string): Promise<KeptInt8Speed | null> {
    return (await this.read()).find((entry) => this.isOf(entry, model))?.speed ?? null;
  }

  async remember(model: string, speed: Int8Speed): Promise<KeptInt8Speed> {
    const kept: KeptInt8Speed = { ...speed, measuredAt: new Date().toISOString() };
    const entries = [...(await this.read()).filter((entry) => !this.isOf(entry, model)), { model, onnxruntime: this.runtime, measurement: MEASUREMENT, speed: kept }].slice(-MOST_ENTRIES);
    this.entries = Promise.resolve(entries);
    // Read-only user data: what was measured holds until the app ends.
    if (this.file !== null) await writeEntries(this.file, NAME, entries).catch(() => undefined);
    return kept;
  }

  private isOf({ model, onnxruntime, measurement }: Entry, wanted: string): boolean {
    return model === wanted && onnxruntime === this.runtime && measurement === MEASUREMENT;
  }

  private read(): Promise<readonly Entry[]> {
    this.entries ??= this.file === null ? Promise.resolve([]) : readEntries(this.file, NAME, isEntry);
    return this.entries;
  }
}

/** The seal says that the entry is as it was written; `measurement` says in what form. */
function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { model, onnxruntime, measurement, speed } = value as Record<string, unknown>;
  return typeof model === 'string' && typeof onnxruntime === 'string' && measurement === MEASUREMENT && typeof speed === 'object' && speed !== null;
}
