import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import type { CatalogueEntry, DownloadPlan, DownloadSource, ImportProgress } from '@contract/model-import';
import { CATALOGUE, type CatalogueItem } from './catalogue';
import { checkDisk, freeBytes } from './disk';
import type { Fetcher } from './http';
import { lockFolder } from './lock';
import { notWritten } from '../../platform/not-written';
import { nBytesHere, type CheckedBy } from './part-file';
import { catalogueItem, folderName, resolveSource, type ResolvedSource } from './hub/resolve';
import { defaultPatience, type Patience } from './retry';
import { SpeedMeter, Throttle } from './speed';
import { tidyFolder } from './tidy-folder';
import { transfer } from './transfer';
import { UndiciFetcher } from './undici-fetcher';

export interface DownloadsOptions {
  /** Where downloads lie until their import; need not exist. */
  readonly downloadsDir: string;
  /** `HF_ENDPOINT`, `HF_TOKEN`, `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY` are read from it. */
  readonly env: NodeJS.ProcessEnv;
  readonly fetcher?: Fetcher;
  readonly catalogue?: readonly CatalogueItem[];
  readonly patience?: Partial<Patience>;
  /** Bytes free where a folder is; the file system is asked by default. */
  readonly freeBytes?: (folder: string) => Promise<number>;
  readonly nBytesBetweenSyncs?: number;
}

export interface FetchOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Static vectors: how many will be converted, for the space that takes; null or absent: all. */
  readonly nMaxWords?: number | null;
}

export interface Fetched {
  /** A folder ready for import; of static vectors the one file. */
  readonly folder: string;
  readonly name: string;
  readonly id: string;
  readonly licence: string;
  readonly sourceText: string;
}

/**
 * Fetches models that the user asks for. Nothing leaves the machine before {@link plan} or {@link fetch} is called.
 * What was cut is taken up again, by this process or a later one; what has arrived stays until {@link discard}.
 */
export class ModelDownloads {
  private readonly fetcher: Fetcher;
  private readonly items: readonly CatalogueItem[];
  private readonly patience: Patience;
  private readonly resolved = new Map<string, ResolvedSource>();
  private readonly running = new Set<string>();

  constructor(private readonly options: DownloadsOptions) {
    this.fetcher = options.fetcher ?? new UndiciFetcher(options.env);
    this.items = options.catalogue ?? CATALOGUE;
    this.patience = { ...defaultPatience, ...options.patience };
  }

  /** The known models; their sizes are about right. */
  catalogue(): readonly CatalogueEntry[] {
    return this.items.map(({ id, name, description, licence, nBytes, host, isStatic }) => ({ id, name, description, licence, nBytes, host, isStatic }));
  }

  /** Asks the server what a download would fetch. @throws Failure: `bad-input`, `not-found`, `io`, `too-large`, `cancelled` */
  async plan(source: DownloadSource, signal: AbortSignal = new AbortController().signal): Promise<DownloadPlan> {
    const { key, folder } = this.place(source);
    const found = await unlessAborted(signal, () => this.resolve(source, signal));
    this.resolved.set(key, found);
    const { name, id, licence, host, isStatic, files } = found;
    return {
      source, name, id, licence, host, isStatic, files: files.map((file) => ({ name: file.name, nBytes: file.nBytes })),
      nBytes: sum(files.map((file) => file.nBytes)), nBytesHere: await this.here(folder, found), nFreeBytes: await this.free(),
      checkedBy: files.every((file) => file.digest !== null) ? 'published-digest' : 'length',
    };
  }

  /**
   * Fetches what {@link plan} described, or asks first where it was not called. Verified when it resolves.
   * @throws Failure: as plan does; `bad-request` while the same is being fetched; `io` for the network, the disk, a wrong digest or length; `cancelled`: what has arrived stays
   */
  async fetch(source: DownloadSource, { signal = new AbortController().signal, onProgress = () => undefined, nMaxWords = null }: FetchOptions = {}): Promise<Fetched> {
    const { key, folder, label } = this.place(source);
    if (this.running.has(key)) throw new Failure('bad-request', `“${label}” is being fetched already. Wait for that, or cancel it.`);
    this.running.add(key);
    try {
      return await unlessAborted(signal, async () => {
        onProgress({ stage: 'look-up', nDone: 0, nTotal: 0, unit: 'bytes' });
        const found = this.resolved.get(key) ?? await this.resolve(source, signal);
        const unlock = await inFolder(folder, () => lockFolder(folder, label));
        try {
          checkDisk(await this.needs(folder, found, nMaxWords), await this.free());
          await inFolder(folder, () => tidyFolder(folder, found.files));
          return await this.fetchAll(found, folder, signal, onProgress);
        } finally {
          await unlock();
        }
      });
    } finally {
      // The server may have something newer by the next time.
      this.resolved.delete(key);
      this.running.delete(key);
    }
  }

  /** Removes what was fetched of a source, whole or cut. @throws Failure `bad-request` while it is being fetched */
  async discard(source: DownloadSource): Promise<void> {
    const { key, folder, label } = this.place(source);
    if (this.running.has(key)) throw new Failure('bad-request', `“${label}” is being fetched. Cancel that first.`);
    await inFolder(folder, () => rm(folder, { recursive: true, force: true }));
  }

  private async fetchAll(found: ResolvedSource, folder: string, signal: AbortSignal, onProgress: (progress: ImportProgress) => void): Promise<Fetched> {
    const { files, isStatic, name, id, licence, bearer, wanted } = found;
    const nTotal = sum(files.map((file) => file.nBytes));
    const meter = new SpeedMeter();
    const throttle = new Throttle();
    const checks: CheckedBy[] = [];
    let nBefore = 0;
    for (const file of files) {
      const onBytes = (nBytes: number): void => {
        meter.add(nBefore + nBytes);
        if (!throttle.passes(nBytes === 0 || nBytes === file.nBytes)) return;
        onProgress({ stage: 'download', nDone: nBefore + nBytes, nTotal, unit: 'bytes', ...speedOf(meter, nTotal - nBefore - nBytes) });
      };
      checks.push(await transfer(file, folder, {
        fetcher: this.fetcher, patience: this.patience, bearer, wanted, signal, onBytes, nBytesBetweenSyncs: this.options.nBytesBetweenSyncs ?? 32_000_000,
        onHashed: (nBytes) => {
          if (throttle.passes(nBytes === file.nBytes)) onProgress({ stage: 'verify', nDone: nBefore + nBytes, nTotal, unit: 'bytes' });
        },
      }));
      nBefore += file.nBytes;
    }
    const [only] = files;
    const unchecked = checks.includes('length') ? ' No digest is published for it: its length alone was checked.' : '';
    return { folder: isStatic && only !== undefined ? path.join(folder, only.name) : folder, name, id, licence, sourceText: `${found.sourceText}${unchecked}` };
  }

  private resolve(source: DownloadSource, signal: AbortSignal): Promise<ResolvedSource> {
    // Somebody waits for a plan: it says sooner that there is no network.
    const patience = { ...this.patience, nAttempts: Math.min(3, this.patience.nAttempts) };
    return resolveSource(source, { env: this.options.env, fetcher: this.fetcher, patience, catalogue: this.items }, signal);
  }

  private place(source: DownloadSource): { key: string; folder: string; label: string } {
    const key = folderName(source, this.items);
    return { key, folder: path.join(this.options.downloadsDir, key), label: catalogueItem(source, this.items)?.name ?? (source.by === 'hub' ? source.name : key) };
  }

  private async here(folder: string, { files }: ResolvedSource): Promise<number> {
    return sum(await Promise.all(files.map((file) => nBytesHere(folder, file))));
  }

  private free(): Promise<number> {
    return (this.options.freeBytes ?? freeBytes)(this.options.downloadsDir);
  }

  private async needs(folder: string, found: ResolvedSource, nMaxWords: number | null): Promise<Parameters<typeof checkDisk>[0]> {
    const { name, files, vectors } = found;
    const nBytes = sum(files.map((file) => file.nBytes));
    // Weights are converted at their own precision; a fifth more for graphs and tokenizer. Vectors become float32, with some 20 bytes for each word form.
    const nBytesConverted = vectors === null ? Math.ceil(nBytes * 1.2) : Math.min(vectors.nWords, nMaxWords ?? Infinity) * (4 * vectors.dim + 20);
    return { name, nBytes, nBytesHere: await this.here(folder, found), nBytesConverted };
  }
}

function speedOf(meter: SpeedMeter, nBytesLeft: number): { bytesPerSecond?: number; secondsLeft?: number } {
  const bytesPerSecond = meter.bytesPerSecond();
  if (bytesPerSecond === null) return {};
  return bytesPerSecond > 0 ? { bytesPerSecond, secondsLeft: nBytesLeft / bytesPerSecond } : { bytesPerSecond };
}

async function unlessAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    signal.throwIfAborted();
    return await work();
  } catch (error) {
    if (signal.aborted) throw new Failure('cancelled', 'The download was cancelled. What has arrived is kept for the next time.');
    throw error;
  }
}

async function inFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    if (error instanceof Failure) throw error;
    throw notWritten('The download', folder, error);
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
