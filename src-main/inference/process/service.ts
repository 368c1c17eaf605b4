import type { Request, Response } from '@contract/channels';
import type { AnalogyWord, DevicePreference, EmbeddingSummary, EmbedRequest, GhostVectors, SentencePieces, TypedWord } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { LayerMeasures } from '@contract/layers/layer-measures';
import type { Carrier, MeasuredFigures } from '@contract/model-figures';
import { shapeOf, type ModelCard } from '@contract/model-card';
import { mixedTable } from '@probing/mixed-table';
import { measureSetSteps } from '@semantics/measure-set';
import { nearestToVector } from '@semantics/neighbours';
import { findWord } from '../../tokenizers/find-word';
import type { ModelLibrary } from '../../models/library';
import { embedTargets, type EmbedHooks, type EmbedOptions } from '../sets/embed';
import { embedSet, type SetTools, type SetVectors } from '../sets/embed-set';
import { EmbeddingStore, embeddingKey, type StoredEmbedding } from '../sets/embedding-store';
import type { Encoder } from '../runtime/encoder';
import { EncoderCache, type EncoderCacheOptions } from '../encoders/encoder-cache';
import { FormSpace } from '../sets/form-means';
import { Ghosts } from '../sets/ghost-vectors';
import { EmbeddingCache, modelDigest } from '../cache/embedding-cache';
import type { InferenceChannel, InferenceProgress, InferenceRequest } from './messages';
import { inPauses } from '../cooperate';
import { describedClustersOf, inducedSensesOf } from '../sets/senses-of-set';
import { mixKey, mixOfSet } from '../sets/mix-of-set';
import { measureLayersOf } from '../sets/layers-of-set';
import { modelFigures, type FigureHooks } from '../sets/model-figures';
import { learnedMixOf } from '../sets/learned-mix-of-set';
import { probesOf } from '../sets/probes-of-set';
import { RandomPairs } from '../sets/random-pair-of-mix';
import { promptText } from '../pooling/prompted';
import { distancesOf, neighboursOf, requireLayer, sliceOf } from '../sets/set-queries';
import type { PooledTarget } from '../pooling/jobs';
import { WordTables } from '../encoders/static/word-tables';
import { ChosenServer } from '../remote/chosen-server';
import { Int8Speeds } from '../speed/int8-speeds';
import { KeptSpeeds } from '../speed/kept-speeds';
import { traceTarget, type Trace } from '../pooling/trace';
import { vectorsAbout } from '../writing/vectors-about';
import { writeVectors } from '../writing/write-vectors';
import { NewestOnly } from '../schedule/newest-only';
import { WorkQueue } from '../schedule/work-queue';

interface AnswerHooks {
  readonly onProgress?: (progress: InferenceProgress) => void;
  readonly signal?: AbortSignal;
}

type Handlers = { readonly [C in InferenceChannel]: (request: InferenceRequest<C>, hooks: AnswerHooks) => Response<C> | Promise<Response<C>> };

export interface InferenceOptions extends Omit<EncoderCacheOptions, 'server'> {
  /** Where computed vectors are cached; null: nowhere. */
  readonly embeddingsDir?: string | null;
  /** Vectors of the preset sets that come with the app, see {@link EmbeddingCache}; used beside `embeddingsDir` only. */
  readonly shippedEmbeddingsDir?: string | null;
  /** Where measurements of products in 8 bits are remembered; null: nowhere. */
  readonly speedsFile?: string | null;
  /** What the vectors may take there; default 4 GB. */
  readonly maxCacheBytes?: number;
  /** Loads a model soon after a set was wholly read from disk, so that it is there when a sentence is typed. */
  readonly isLoadingAhead?: boolean;
}

const sayOnTerminal = ({ message }: Failure): void => { process.stderr.write(`contexture: ${message}\n`); };

const LOAD_AHEAD_MS = 1_500;

/** Everything that needs a model, the same in the app's inference process and in the CLI. */
export class InferenceService {
  private readonly encoders: EncoderCache;
  private readonly queue: WorkQueue;
  private readonly store = new EmbeddingStore();
  private readonly cache: EmbeddingCache | null;
  private readonly isLoadingAhead: boolean;
  private readonly tools: SetTools;
  private readonly ghostsOfSets: Ghosts;
  private readonly randomPairs: RandomPairs;
  private readonly forms: FormSpace;
  private readonly wordTables: WordTables;
  private readonly speeds: Int8Speeds;
  private readonly server: ChosenServer;
  private readonly measuring = new NewestOnly();
  private readonly mixing = new NewestOnly();

  /** @param onProblem told once when vectors cannot be cached any more */
  constructor(private readonly library: ModelLibrary, options: InferenceOptions = {}, onProblem: (failure: Failure) => void = sayOnTerminal) {
    const { embeddingsDir = null, shippedEmbeddingsDir = null, maxCacheBytes, speedsFile = null, isLoadingAhead = false, ...encoderOptions } = options;
    this.isLoadingAhead = isLoadingAhead;
    this.server = new ChosenServer(library);
    this.encoders = new EncoderCache(library, { ...encoderOptions, server: () => this.server.loader });
    this.queue = new WorkQueue(this.encoders);
    this.cache = embeddingsDir === null ? null : new EmbeddingCache(embeddingsDir, maxCacheBytes, onProblem, shippedEmbeddingsDir);
    this.tools = { encoders: this.encoders, queue: this.queue, cache: this.cache };
    this.randomPairs = new RandomPairs(this.tools);
    this.forms = new FormSpace(this.tools);
    this.wordTables = new WordTables(library, this.queue);
    this.speeds = new Int8Speeds(library, { encoders: this.encoders, queue: this.queue }, new KeptSpeeds(speedsFile));
    this.ghostsOfSets = new Ghosts(library, this.cache);
  }

  /** One entry for every channel. @throws Failure as the channel's own function does. */
  async answer<C extends InferenceChannel>(channel: C, request: InferenceRequest<C>, hooks: AnswerHooks): Promise<Response<C>> {
    return await this.handlers[channel](request, hooks);
  }

  /** Embeds a set and keeps its vectors under the key of the answer. A set that is in memory already is answered at once. @throws Failure as {@link embedSet} does. */
  async embed(request: EmbedRequest, hooks: EmbedHooks = {}): Promise<EmbeddingSummary> {
    const card = await this.library.card(request.modelId);
    const key = embeddingKey(request, modelDigest(card, request.precision), this.server.nChoices);
    const known = this.store.find(key);
    if (known !== undefined) return known.summary;
    const { values, ...found } = await embedSet(this.tools, request, hooks);
    const shape = shapeOf(card, request.pooling);
    const table = { values, nRows: request.occurrences.length, ...shape };
    const summary: EmbeddingSummary = {
      key, modelId: card.id, pooling: request.pooling, nOccurrences: table.nRows, ...shape, ...found, ...(request.precision === 'int8' ? { precision: request.precision } : {}),
      ...await inPauses(measureSetSteps(table, request.occurrences, 'rough'), hooks.signal),
    };
    this.store.add({ summary, request, table });
    if (this.isLoadingAhead && request.isAside !== true && summary.nCached > 0 && summary.nCached + summary.missing.length === table.nRows) this.loadAhead(request);
    return summary;
  }

  /** The vectors of a set, of which nothing is measured or kept. @throws Failure as {@link embedSet} does. */
  vectors = (request: EmbedRequest, hooks: EmbedHooks): Promise<SetVectors> => embedSet(this.tools, request, hooks);

  /** Loading holds the process for a second or so: the requests that follow a set come first. Should it fail, the next use says why. */
  private loadAhead({ modelId, device, precision }: EmbedRequest): void {
    setTimeout(() => { this.queue.short(modelId, false, device, () => Promise.resolve(), precision).catch(() => undefined); }, LOAD_AHEAD_MS).unref();
  }

  /** The vectors behind a key, all layers. @throws Failure `not-found`. */
  stored(key: string): StoredEmbedding {
    return this.store.get(key);
  }

  /** Context-free vectors of the set's target words in one layer's space; always the exact model's. */
  async ghosts({ key, layer }: Request<'inference:ghosts'>): Promise<GhostVectors> {
    const entry = this.store.get(key);
    requireLayer(entry, layer);
    const card = await this.library.card(entry.summary.modelId);
    return this.ghostsOfSets.of(entry, card, layer, (work) => this.withModelOf({ request: { ...entry.request, precision: 'exact' } }, card, work));
  }

  /** The vector of a typed sentence, or of its target, and the nearest occurrences. @throws Failure `not-found` when the word is not in it. */
  async place({ key, layer, text, word, k, charStart }: Request<'inference:place'>): Promise<TypedWord> {
    const entry = this.store.get(key);
    requireLayer(entry, layer);
    const { summary: { pooling, modelId }, table, mix } = entry;
    const all = findWord(text, word);
    const found = charStart === undefined ? all[0] : all.find((span) => span.charStart === charStart);
    // A whole sentence can be placed whatever words it has.
    const span = found ?? (pooling === 'sentence' ? { charStart: 0, charEnd: text.length } : undefined);
    if (span === undefined) throw new Failure('not-found', `The sentence does not contain “${word}”.`);
    const card = await this.library.card(modelId);
    const asked = { ...(mix === undefined ? { layers: [layer] } : {}), prompt: promptText(card, entry.request.prompt) };
    const { values, subwords, missing } = await this.withModelOf(entry, card, (encoder, options) => embedTargets(encoder, [{ text, ...span }], pooling, { ...options, ...asked }));
    if (missing.length > 0) throw new Failure('not-found', pooling === 'sentence' ? 'The model has no vector for this sentence.' : `The model has no vector for “${word}”.`);
    const vector = mix === undefined ? values : mixedTable({ values, nRows: 1, ...shapeOf(card, pooling) }, mix, card).values;
    return { vector, subwords: found === undefined ? [] : subwords[0] ?? [], neighbours: nearestToVector(table, layer, vector, k) };
  }

  /** What every layer knows of a set. A newer request of the same window takes the place of one that is under way: nobody waits for that any more. @throws Failure `cancelled` for the older one */
  async layerMeasures({ key, window }: InferenceRequest<'inference:layer-measures'>, signal?: AbortSignal): Promise<readonly LayerMeasures[]> {
    const entry = this.store.get(key);
    // At once: the older question may be answered while the card is read.
    const own = this.measuring.begin(window, signal);
    const { background } = await this.library.card(entry.summary.modelId);
    return measureLayersOf(entry, entry.mix === undefined ? background.meanCosine[entry.summary.pooling] : [], own);
  }

  /**
   * Mixes the layers of a set and keeps the mix under a key of its own. A newer request of the same window takes the place of one that is under way.
   * @throws Failure as {@link mixOfSet} does, `cancelled` for the older one
   */
  async mix({ key, mix, window }: InferenceRequest<'inference:mix'>, signal?: AbortSignal): Promise<EmbeddingSummary> {
    const entry = this.store.get(key);
    const own = this.mixing.begin(window, signal);
    const known = this.store.find(mixKey(key, mix));
    if (known !== undefined) return known.summary;
    const mixed = await mixOfSet(entry, mix, await this.library.card(entry.summary.modelId), own);
    this.store.add(mixed);
    return mixed.summary;
  }

  /** See {@link traceTarget}. */
  trace(card: ModelCard, target: PooledTarget, device: DevicePreference): Promise<Trace> {
    return traceTarget(this.encoders, this.cache, card, target, device);
  }

  /** See {@link modelFigures}; on the device that serves, which is told. @throws Failure as it does, `device` also where the device fails on the way */
  figures(modelId: string, preference: DevicePreference, carriers: readonly Carrier[], { onProgress, signal }: Pick<FigureHooks, 'onProgress' | 'signal'> = {}): Promise<MeasuredFigures> {
    return this.queue.long(modelId, preference, signal, async ({ encoder, device }, pause) => ({
      ...await modelFigures(encoder, carriers, { pause, ...(onProgress === undefined ? {} : { onProgress }), ...(signal === undefined ? {} : { signal }) }), device,
    }));
  }

  /** Frees all models. */
  release = (): Promise<void> => this.encoders.release();

  private readonly handlers: Handlers = {
    'inference:embed': (request, hooks) => this.embed(request, hooks),
    'inference:devices': () => this.encoders.devices(),
    'inference:use-server': ({ address, token }) => this.server.use(address, token),
    'inference:leave-server': () => this.server.leave(),
    'inference:mix': (request, { signal }) => this.mix(request, signal),
    'inference:layer': ({ key, layer, rowStart, rowEnd }) => sliceOf(this.store.get(key), layer, rowStart, rowEnd),
    'inference:ghosts': (request) => this.ghosts(request),
    'inference:distances': ({ key, rows }) => distancesOf(this.store.get(key), rows),
    'inference:neighbours': ({ key, layer, row, k, others }) => neighboursOf(this.store.get(key), layer, row, k, others),
    'inference:place': (request) => this.place(request),
    'inference:nearest-words': (request) => this.wordTables.nearestWords(request),
    'inference:analogy': (request) => this.analogy(request),
    'inference:layer-measures': (request, { signal }) => this.layerMeasures(request, signal),
    'inference:probe': ({ key, target }, hooks) => probesOf(this.store.get(key), target, hooks),
    'inference:random-pair': async ({ key, background }, hooks) => { const { entry, card } = await this.withCard(key); return this.randomPairs.ofMix(entry, card, background, hooks); },
    'inference:learn-mix': async ({ key, ...asked }, hooks) => { const { entry, card } = await this.withCard(key); return learnedMixOf(entry, card, asked, hooks); },
    'inference:induce': (request, hooks) => inducedSensesOf(this.store.get(request.key), request, hooks),
    'inference:int8-speed': (request, hooks) => this.speeds.measure(request, hooks),
    'inference:int8-measured': ({ modelId }) => this.speeds.of(modelId),
    'inference:nearest-forms': async ({ key, sample, ...asked }, hooks) => { const { entry, card } = await this.withCard(key); return this.forms.nearest(entry, card, asked, sample, hooks); },
    'inference:model-figures': ({ modelId, device, carriers }, hooks) => this.figures(modelId, device, carriers, hooks),
    'inference:save-vectors': async (order, hooks) => { const { entry, card } = await this.withCard(order.key); return writeVectors(entry, card, order, hooks); },
    'inference:vectors-about': async ({ key, ...taken }) => { const { entry, card } = await this.withCard(key); return vectorsAbout(entry, card, taken); },
    'inference:describe-clusters': ({ key, clusters }) => describedClustersOf(this.store.get(key), clusters),
    'inference:pieces': ({ modelId, text }) => this.pieces(modelId, text),
  };

  private async withCard(key: string): Promise<{ readonly entry: StoredEmbedding; readonly card: ModelCard }> {
    const entry = this.store.get(key);
    return { entry, card: await this.library.card(entry.summary.modelId) };
  }

  /** Work with the model that a set was embedded with, on its device; should that fail, on the CPU. */
  private withModelOf<T>({ request }: Pick<StoredEmbedding, 'request'>, { id, kind }: ModelCard, work: (encoder: Encoder, options: Pick<EmbedOptions, 'fallBack'>) => Promise<T>): Promise<T> {
    // 8 bits that were asked for are never exchanged for exact products.
    const options = request.precision === 'int8' ? {} : { fallBack: async ({ message }: Failure) => (await this.encoders.giveUp(id, message)).encoder };
    return this.queue.short(id, kind === 'static', request.device, ({ encoder }) => work(encoder, options), request.precision);
  }

  /** @throws Failure as {@link WordTables.analogy} does */
  analogy(question: Request<'inference:analogy'>): Promise<readonly AnalogyWord[]> {
    return this.wordTables.analogy(question);
  }

  /** Cutting needs no graph: it is answered at once, whatever runs. */
  private async pieces(modelId: string, text: string): Promise<SentencePieces> {
    const [sentence] = await (await this.encoders.tokenizer(modelId)).tokenize([text]);
    return { pieces: sentence?.pieces ?? [] };
  }
}
