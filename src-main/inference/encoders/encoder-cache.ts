import type { DeviceInUse, DevicePreference, DeviceReport, LocalDevice, ProductPrecision } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import type { ModelLibrary } from '../../models/library';
import { DeviceChooser } from '../devices/choose-device';
import type { Encoder, ModelTokenizer } from '../runtime/encoder';
import { modelDigest } from '../cache/embedding-cache';
import { KnownDevices } from '../devices/known-devices';
import { encoderLoader, type EncoderLoader } from './load-encoder';
import { requireInt8 } from './transformer/require-int8';
import { requireWhole } from '../../model-format/whole-folder';

/** A model on a device; `device` is what the indicator says. */
export interface Loaded {
  readonly encoder: Encoder;
  readonly device: DeviceInUse;
}

export interface EncoderCacheOptions {
  /** Where the verdicts of the self-check are remembered; null: nowhere. */
  readonly devicesFile?: string | null;
  /** The graphics adapter with its driver (platform/adapter.ts); null where it is not known. */
  readonly adapter?: string | null;
  /** What loads models; default: from their folders, on this machine. */
  readonly loader?: EncoderLoader;
  /** What loads models from the server that is chosen at the time; it and the default give null: there is none. */
  readonly server?: () => EncoderLoader | null;
}

interface Slot extends Loaded {
  readonly digest: string;
  readonly preference: DevicePreference;
  /** The server at the time, for those that were asked for from one, whether it runs them or not. */
  readonly server?: EncoderLoader | null;
}

/** Tables of static vectors can be large; two of them let one be compared with the other. */
const maxStatic = 2;

/**
 * Loads models when they are first asked for. At most one contextual model stays loaded, beside a few static ones. A model that was imported anew
 * under its old id is loaded anew.
 * Not for concurrent use but for {@link tokenizer} and {@link devices}: asking for another model releases the one before, so the caller lets one piece of work end before the next begins.
 */
export class EncoderCache {
  private contextual: Slot | null = null;
  /** Least recently used first. */
  private statics: readonly Slot[] = [];
  private readonly tokenizers = new Map<string, Promise<ModelTokenizer>>();
  /** By digest: models whose device failed while running, and how. */
  private readonly givenUp = new Map<string, string>();
  private readonly chooser: DeviceChooser;
  private readonly loader: EncoderLoader;
  private readonly server: () => EncoderLoader | null;

  constructor(private readonly library: Pick<ModelLibrary, 'card' | 'folder'>, { devicesFile = null, adapter = null, loader = encoderLoader, server = () => null }: EncoderCacheOptions = {}) {
    this.loader = loader;
    this.server = server;
    this.chooser = new DeviceChooser(new KnownDevices(devicesFile), adapter);
  }

  /** The half of a model that needs no graph; cached. @throws Failure `not-found` for an unknown model, `model` for damaged files. */
  async tokenizer(modelId: string): Promise<ModelTokenizer> {
    return this.tokenizerOf(await this.library.card(modelId));
  }

  /**
   * @param preference null: the model as it is loaded, or on the device that `auto` finds
   * @throws Failure `not-found` for an unknown model, `device` when the device that was asked for cannot serve, `model` for damaged files, `bad-input` as {@link requireInt8}.
   */
  async get(modelId: string, preference: DevicePreference | null, precision: ProductPrecision = 'exact'): Promise<Loaded> {
    const card = await this.library.card(modelId);
    if (precision === 'int8') {
      requireInt8(card, preference);
      return this.getContextual(card, 'cpu', precision);
    }
    return card.kind === 'static' ? this.getStatic(card) : this.getContextual(card, preference);
  }

  /**
   * Drops a model whose device failed while running and gives it on the CPU. From now on `auto` means the CPU for it, and the indicator says why. One whose
   * server is gone runs on this machine until a server is chosen anew.
   */
  async giveUp(modelId: string, reason: string): Promise<Loaded> {
    const card = await this.library.card(modelId);
    const digest = modelDigest(card);
    if (this.contextual?.digest === digest && this.contextual.preference === 'server') {
      await this.releaseContextual();
      return this.contextual = await this.loadHereFor(card, digest, reason);
    }
    this.givenUp.set(digest, reason);
    return this.getContextual(card, 'auto');
  }

  /** A model on the CPU beside those that are kept; whoever asks for it releases it. @throws as {@link EncoderLoader} */
  async apart(modelId: string, precision: ProductPrecision): Promise<Encoder> {
    const card = await this.library.card(modelId);
    return this.loader.load(await this.library.folder(card.id), await this.tokenizerOf(card), 'cpu', precision);
  }

  /** What is known of the devices of this machine. Nothing is tried. */
  devices(): Promise<readonly DeviceReport[]> {
    return this.chooser.report();
  }

  /** Frees all models. */
  async release(): Promise<void> {
    await this.releaseContextual();
    const { statics } = this;
    this.statics = [];
    for (const { encoder } of statics) await encoder.release();
    this.tokenizers.clear();
  }

  private async getStatic(card: ModelCard): Promise<Loaded> {
    const digest = modelDigest(card);
    // A table of vectors is the same on every device.
    const known = await this.whole(card, this.statics.find((slot) => slot.digest === digest)) ?? await this.load(card, digest, 'cpu');
    const used = [...this.statics.filter((slot) => slot !== known), known];
    this.statics = used.slice(-maxStatic);
    for (const { encoder } of used.slice(0, -maxStatic)) await encoder.release();
    return known;
  }

  private async getContextual(card: ModelCard, wanted: DevicePreference | null, precision: ProductPrecision = 'exact'): Promise<Loaded> {
    const digest = modelDigest(card, precision);
    const known = await this.whole(card, this.contextual?.digest === digest ? this.contextual : undefined);
    if (known !== null && !this.hasFailed(known) && !this.isOfAnotherServer(known)) {
      if (wanted === null || wanted === known.preference) return known;
      // Whoever names the device that serves already needs no word on why it serves.
      if (known.preference !== 'server' && wanted === known.device.provider) return { encoder: known.encoder, device: { provider: wanted, label: known.device.label } };
    }
    const preference = wanted ?? 'auto';
    await this.releaseContextual();
    this.contextual = preference === 'server' ? await this.loadServed(card, digest) : await this.load(card, digest, preference, precision);
    return this.contextual;
  }

  /** A model from the server; what that does not run is found a device here, with the reason for its note. */
  private async loadServed(card: ModelCard, digest: string): Promise<Slot> {
    const server = this.server();
    if (server === null) return this.loadHereFor(card, digest, 'No server is chosen. Choose one under “Runs on”.');
    try {
      const encoder = await server.load(await this.library.folder(card.id), await this.tokenizerOf(card), 'cpu');
      return { encoder, digest, preference: 'server', server, device: encoder.device };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return this.loadHereFor(card, digest, error.message);
    }
  }

  private async loadHereFor(card: ModelCard, digest: string, note: string): Promise<Slot> {
    const slot = await this.load(card, digest, 'auto');
    return { ...slot, preference: 'server', server: this.server(), device: { ...slot.device, note } };
  }

  /** What is loaded may still be read from its files, large tables by position and weights as mapped memory: they are held against the card again when they change. */
  private async whole(card: ModelCard, slot: Slot | undefined): Promise<Slot | null> {
    if (slot === undefined) return null;
    await requireWhole(await this.library.folder(card.id), card);
    return slot;
  }

  private hasFailed({ digest, preference, device }: Slot): boolean {
    return preference === 'auto' && device.provider !== 'cpu' && this.givenUp.has(digest);
  }

  private isOfAnotherServer({ preference, server = null }: Slot): boolean {
    return preference === 'server' && server !== this.server();
  }

  private async load(card: ModelCard, digest: string, preference: LocalDevice, precision: ProductPrecision = 'exact'): Promise<Slot> {
    const [folder, tokenizer] = [await this.library.folder(card.id), await this.tokenizerOf(card)];
    const failure = preference === 'auto' ? this.givenUp.get(digest) : undefined;
    // ULMFiT's LSTMs run on the CPU alone: there is no device to look for.
    const isOnCpu = failure !== undefined || (card.kind === 'ulmfit' && preference === 'auto');
    const { encoder, note } = await this.chooser.choose({ digest, load: (provider) => this.loader.load(folder, tokenizer, provider, precision) }, isOnCpu ? 'cpu' : preference);
    const { provider, label } = encoder.device;
    const why = failure ?? note;
    const shown = provider === 'cpu' ? label : this.chooser.label(provider);
    return { encoder, digest, preference, device: { provider, label: shown, ...(why === null ? {} : { note: why }) } };
  }

  private tokenizerOf(card: ModelCard): Promise<ModelTokenizer> {
    const digest = modelDigest(card);
    let tokenizer = this.tokenizers.get(digest);
    if (tokenizer === undefined) {
      tokenizer = this.library.folder(card.id).then((folder) => this.loader.tokenizer(folder, card));
      this.tokenizers.set(digest, tokenizer);
      tokenizer.catch(() => { this.tokenizers.delete(digest); });
      this.dropOldTokenizers();
    }
    return tokenizer;
  }

  private dropOldTokenizers(): void {
    for (const digest of [...this.tokenizers.keys()].slice(0, -maxTokenizers)) this.tokenizers.delete(digest);
  }

  private async releaseContextual(): Promise<void> {
    const { contextual } = this;
    this.contextual = null;
    await contextual?.encoder.release();
  }
}

/** A tokenizer of a large vocabulary takes some 50 MB. */
const maxTokenizers = 4;
