import type { Request, Response } from '@contract/api';
import type { DevicePreference, EmbeddingSummary, EmbedRequest, GhostVectors, LayerDistances, LayerSlice, NearestWord, Neighbour, SentencePieces, TypedWord } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import type { Occurrence } from '@contract/occurrence';
import { mulberry32, shuffle } from '@contract/prng';
import { distanceMatrices } from '@semantics/distances';
import { nearestRows, nearestToVector } from '@semantics/neighbours';
import { senseRecallByLayer } from '@semantics/sense-recall';
import { sentenceIds, type VectorTable } from '@semantics/vector-table';
import { findWord } from '../tokenizers/find-word';
import type { ModelLibrary } from '../models/library';
import { embedTargets, type EmbedHooks } from './embed';
import { EmbeddingStore, embeddingKey, type StoredEmbedding } from './embedding-store';
import { EncoderPool, type Loaded } from './encoder-pool';
import { GhostMaps } from './ghost';
import type { InferenceChannel } from './messages';
import { StaticEncoder } from './static-encoder';

type Handlers = { readonly [C in InferenceChannel]: (request: Request<C>, hooks: EmbedHooks) => Response<C> | Promise<Response<C>> };

/** Target words and their layer-0 vectors, `[forms.length, dim]`. */
interface ContextFree {
  readonly forms: readonly string[];
  readonly layer0: Float32Array;
}

/** Everything that needs a model, the same in the app's inference process and in the CLI. */
export class InferenceService {
  private readonly encoders: EncoderPool;
  private readonly store = new EmbeddingStore();
  private readonly ghostMaps = new Map<string, GhostMaps>();
  /** Kept as long as the set's own vectors: every layer's ghosts start from them. */
  private readonly contextFree = new WeakMap<StoredEmbedding, ContextFree>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly library: ModelLibrary) {
    this.encoders = new EncoderPool(library);
  }

  /** One entry for every channel. @throws Failure as the channel's own function does. */
  async answer<C extends InferenceChannel>(channel: C, request: Request<C>, hooks: EmbedHooks): Promise<Response<C>> {
    return await this.handlers[channel](request, hooks);
  }

  /** Embeds a set and keeps its vectors under the key of the answer. A set that is in memory already is answered at once. */
  async embed(request: EmbedRequest, hooks: EmbedHooks = {}): Promise<EmbeddingSummary> {
    const key = embeddingKey(request);
    const known = this.store.find(key);
    if (known !== undefined) return known.summary;
    hooks.onProgress?.({ stage: 'load-model', nDone: 0, nTotal: request.occurrences.length });
    return this.withEncoder(request.modelId, request.device, hooks.signal, (loaded) => this.embedWith(loaded, key, request, hooks));
  }

  private async embedWith({ encoder, device }: Loaded, key: string, request: EmbedRequest, hooks: EmbedHooks): Promise<EmbeddingSummary> {
    const { card } = encoder;
    const started = performance.now();
    const vectors = await embedTargets(encoder, request.occurrences, request.pooling, hooks);
    const table = { values: vectors.values, nRows: request.occurrences.length, nLayers: card.nLayers, dim: card.dim };
    const summary: EmbeddingSummary = {
      key, modelId: card.id, pooling: request.pooling, nOccurrences: table.nRows, nLayers: card.nLayers, dim: card.dim, device,
      elapsedMs: performance.now() - started, subwords: vectors.subwords, missing: vectors.missing,
      senseRecall: recallOf(table, request.occurrences),
    };
    this.store.add({ summary, request, table });
    return summary;
  }

  /** The vectors behind a key, all layers. @throws Failure `not-found`. */
  stored(key: string): StoredEmbedding {
    return this.store.get(key);
  }

  /** Context-free vectors of the set's target words in one layer's space. */
  async ghosts({ key, layer }: Request<'inference:ghosts'>): Promise<GhostVectors> {
    const entry = this.layerOf(key, layer);
    const { summary } = entry;
    const card = await this.library.card(summary.modelId);
    if (card.kind === 'static') throw new Failure('bad-request', 'A static model has no ghost: every vector of it is context-free.');
    const contextFree = this.contextFree.get(entry) ?? await this.embedForms(entry, card);
    this.contextFree.set(entry, contextFree);
    const maps = this.ghostMaps.get(card.id) ?? await GhostMaps.load(this.library.folder(card.id), card);
    this.ghostMaps.set(card.id, maps);
    return { forms: contextFree.forms, values: maps.at(layer, contextFree.layer0), r2: card.background.ghostR2[layer] ?? 0 };
  }

  /** Each target word alone, at layer 0: no context has entered yet. */
  private async embedForms({ summary, request }: StoredEmbedding, card: ModelCard): Promise<ContextFree> {
    const forms = [...new Set(request.occurrences.map((occurrence) => occurrence.word))];
    const targets = forms.map((form) => ({ text: form, charStart: 0, charEnd: form.length }));
    const alone = await this.withEncoder(card.id, request.device, undefined, ({ encoder }) => embedTargets(encoder, targets, summary.pooling));
    const layer0 = new Float32Array(forms.length * card.dim);
    for (let i = 0; i < forms.length; i++) layer0.set(alone.values.subarray(i * card.nLayers * card.dim, (i * card.nLayers + 1) * card.dim), i * card.dim);
    return { forms, layer0 };
  }

  /** The vector of a typed sentence's target and its nearest occurrences. @throws Failure `not-found` when the word is not in it. */
  async place({ key, layer, text, word, k }: Request<'inference:place'>): Promise<TypedWord> {
    const { summary, request, table } = this.layerOf(key, layer);
    const span = findWord(text, word)[0];
    if (span === undefined) throw new Failure('not-found', `The sentence does not contain “${word}”.`);
    const { values, subwords, missing } = await this.withEncoder(summary.modelId, request.device, undefined, ({ encoder }) => embedTargets(encoder, [{ text, ...span }], summary.pooling));
    if (missing.length > 0) throw new Failure('not-found', `The model has no vector for “${word}”.`);
    const vector = values.slice(layer * table.dim, (layer + 1) * table.dim);
    return { vector, subwords: subwords[0] ?? [], neighbours: nearestToVector(table, layer, vector, k) };
  }

  private readonly handlers: Handlers = {
    'inference:embed': (request, hooks) => this.embed(request, hooks),
    'inference:layer': ({ key, layer, rowStart, rowEnd }) => this.slice(key, layer, rowStart, rowEnd),
    'inference:ghosts': (request) => this.ghosts(request),
    'inference:distances': ({ key, rows }) => this.distances(key, rows),
    'inference:neighbours': ({ key, layer, row, k }) => this.neighbours(key, layer, row, k),
    'inference:place': (request) => this.place(request),
    'inference:nearest-words': ({ modelId, word, k }) => this.nearestWords(modelId, word, k),
    'inference:pieces': ({ modelId, text }) => this.pieces(modelId, text),
  };

  private slice(key: string, layer: number, rowStart: number, rowEnd: number): LayerSlice {
    const { table } = this.layerOf(key, layer);
    if (rowStart >= rowEnd || rowEnd > table.nRows) throw new Failure('bad-request', `There are no rows ${rowStart} to ${rowEnd}; the set has ${table.nRows}.`);
    const values = new Float32Array((rowEnd - rowStart) * table.dim);
    for (let row = rowStart; row < rowEnd; row++) {
      const at = (row * table.nLayers + layer) * table.dim;
      values.set(table.values.subarray(at, at + table.dim), (row - rowStart) * table.dim);
    }
    return { rowStart, rowEnd, values };
  }

  private distances(key: string, rows: readonly number[]): LayerDistances {
    const { table, summary } = this.store.get(key);
    for (const row of rows) requireRow(row, table.nRows);
    return { rows, nLayers: table.nLayers, values: distanceMatrices(table, rows, new Set(summary.missing)) };
  }

  private neighbours(key: string, layer: number, row: number, k: number): readonly Neighbour[] {
    const { table } = this.layerOf(key, layer);
    requireRow(row, table.nRows);
    return nearestRows(table, layer, row, k);
  }

  private async nearestWords(modelId: string, word: string, k: number): Promise<readonly NearestWord[]> {
    const found = await this.withEncoder(modelId, 'cpu', undefined, ({ encoder }) => {
      if (!(encoder instanceof StaticEncoder)) throw new Failure('bad-request', `“${modelId}” is not a static model: it has no table of word vectors.`);
      return encoder.nearestWords(word, k);
    });
    if (found === null) throw new Failure('not-found', `The model does not know the word “${word}”.`);
    return found;
  }

  private async pieces(modelId: string, text: string): Promise<SentencePieces> {
    // Cutting needs no graph: a loaded model answers at once, also while it embeds.
    const loaded = this.encoders.peek(modelId);
    if (loaded !== null) return { pieces: loaded.encoder.tokenize(text).pieces };
    return this.withEncoder(modelId, null, undefined, ({ encoder }) => ({ pieces: encoder.tokenize(text).pieces }));
  }

  /**
   * Work that needs a model runs one piece after the other: two at once would only share the same cores, and loading a model releases
   * the one before. A GPU that fails under `auto` is given up for this model, and the work is done on the CPU.
   */
  private withEncoder<T>(modelId: string, preference: DevicePreference | null, signal: AbortSignal | undefined, work: (loaded: Loaded) => T | Promise<T>): Promise<T> {
    const run = this.turn.then(async () => {
      if (signal?.aborted) throw new Failure('cancelled', 'Embedding was cancelled.');
      try {
        return await work(await this.encoders.get(modelId, preference));
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== 'device' || (preference ?? 'auto') !== 'auto') throw error;
        await this.encoders.giveUpGpu(modelId, error.message);
        return await work(await this.encoders.get(modelId, preference));
      }
    });
    this.turn = run.catch(() => undefined);
    return run;
  }

  private layerOf(key: string, layer: number): StoredEmbedding {
    const entry = this.store.get(key);
    if (layer >= entry.table.nLayers) throw new Failure('bad-request', `There is no layer ${layer}; the last one is ${entry.table.nLayers - 1}.`);
    return entry;
  }
}

/** 1-NN recall costs n²: a larger set is measured on a fixed random sample of this many rows. */
const maxRecallRows = 2_000;

function recallOf(table: VectorTable, occurrences: readonly Occurrence[]): readonly number[] | null {
  const all = Array.from({ length: table.nRows }, (_, row) => row);
  const rows = all.length <= maxRecallRows ? all : shuffle(all, mulberry32(42)).slice(0, maxRecallRows).sort((a, b) => a - b);
  const width = table.nLayers * table.dim;
  const values = rows.length === table.nRows ? table.values : new Float32Array(rows.length * width);
  if (values !== table.values) for (const [i, row] of rows.entries()) values.set(table.values.subarray(row * width, (row + 1) * width), i * width);
  return senseRecallByLayer({ ...table, values, nRows: rows.length }, {
    senses: rows.map((row) => occurrences[row]?.labels['sense'] ?? null),
    sentences: sentenceIds(rows.map((row) => occurrences[row]?.text ?? '')),
  });
}

function requireRow(row: number, nRows: number): void {
  if (row >= nRows) throw new Failure('bad-request', `There is no row ${row}; the set has ${nRows}.`);
}
