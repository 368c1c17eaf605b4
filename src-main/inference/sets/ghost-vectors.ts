import type { EmbedRequest, GhostVectors, Pooling } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { layersOfMix, type LayerMix } from '@contract/layers/layer-mix';
import { shapeOf, type ModelCard, type VectorShape } from '@contract/model-card';
import { mixedTable } from '@probing/mixed-table';
import { layerRows } from '@vectors/vector-table';
import type { StoredEmbedding } from './embedding-store';
import { embedTargets } from './embed';
import type { EmbedOptions, Target } from './embed';
import type { Encoder } from '../runtime/encoder';
import type { PooledTarget } from '../pooling/jobs';
import { promptText } from '../pooling/prompted';
import { ghostFileOf, GhostMaps } from './ghost';
import { modelDigest, rowKey, type EmbeddingCache } from '../cache/embedding-cache';
import type { ModelLibrary } from '../../models/library';
import { readWhole } from '../../model-format/whole-folder';

/** Runs work with a set's model, on the set's device or where the model is loaded already. */
export type WithEncoder = <T>(work: (encoder: Encoder, options: Pick<EmbedOptions, 'fallBack'>) => Promise<T>) => Promise<T>;

/** Target words without any context: at layer 0, or at all layers where no maps were fitted. `[forms.length, nLayersRead, dim]`. */
interface ContextFree {
  readonly forms: readonly string[];
  readonly values: Float32Array;
}

/** The context-free vectors of a set's target words, in the space of any layer; every layer's are made from one run of the model. */
export class Ghosts {
  /** Kept as long as the set's own vectors, with which its mixes share the request. */
  private readonly contextFree = new WeakMap<EmbedRequest, ContextFree>();
  private readonly maps = new Map<string, GhostMaps>();

  /** @param cache where a word alone may have been read before */
  constructor(private readonly library: Pick<ModelLibrary, 'folder'>, private readonly cache: EmbeddingCache | null = null) {}

  /** @throws Failure `bad-request` for a static model, and as the encoder does. */
  async of(entry: StoredEmbedding, card: ModelCard, layer: number, withEncoder: WithEncoder): Promise<GhostVectors> {
    if (card.kind === 'static') throw new Failure('bad-request', 'A static model has no ghost: every vector of it is context-free.');
    const { ghostR2 } = card.background;
    const layers = ghostR2 === null ? Array.from({ length: shapeOf(card, entry.summary.pooling).nLayers }, (_, l) => l) : [0];
    const contextFree =
      this.contextFree.get(entry.request) ??
      (await this.readForms(entry, card, layers)) ??
      (await withEncoder((encoder, options) => embedForms(encoder, entry, card, { ...options, layers })));
    this.contextFree.set(entry.request, contextFree);
    const { forms, values } = contextFree;
    const maps = ghostR2 === null ? null : await this.mapsOf(card);
    const shape = shapeOf(card, entry.summary.pooling);
    const at = (of: number): Float32Array => (maps === null ? layerOf(values, forms.length, shape, of) : maps.at(of, values));
    const origin = maps === null ? 'alone' : 'fitted';
    return entry.mix === undefined
      ? { forms, values: at(layer), origin, r2: ghostR2 === null ? null : (ghostR2[layer] ?? 0) }
      : { forms, values: mixedGhosts(entry.mix, card, shape, forms.length, at), origin, r2: null };
  }

  /** Null where a form is not kept. */
  private async readForms(entry: StoredEmbedding, card: ModelCard, layers: readonly number[]): Promise<ContextFree | null> {
    const { forms, targets, pooling, prompt } = formsOf(entry, card);
    const { nLayers, dim } = shapeOf(card, pooling);
    const values = new Float32Array(forms.length * layers.length * dim);
    const found = new Set<number>();
    await this.cache?.read(modelDigest(card), targets.map((target) => rowKey(pooling, { ...target, ...prompt })), nLayers * dim, (indices, row) => {
      for (const index of indices) {
        found.add(index);
        layers.forEach((layer, place) => { values.set(row.subarray(layer * dim, (layer + 1) * dim), (index * layers.length + place) * dim); });
      }
    });
    return found.size === forms.length ? { forms, values } : null;
  }

  /** By the digest of their file: a model can be brought in anew under its old id. */
  private async mapsOf(card: ModelCard): Promise<GhostMaps> {
    const name = ghostFileOf(card);
    const digest = card.files[name]?.sha256 ?? '';
    const folder = await this.library.folder(card.id);
    const maps = this.maps.get(digest) ?? await readWhole(folder, card, { names: [name], read: () => GhostMaps.load(folder, card) });
    this.maps.set(digest, maps);
    return maps;
  }
}

/** The mix of every form's ghosts, `[nForms, dim]` of the mix; layers that take no part are not made. @param at a layer's ghosts, `[nForms, dim]` */
function mixedGhosts(mix: LayerMix, card: ModelCard, { nLayers, dim }: VectorShape, nForms: number, at: (layer: number) => Float32Array): Float32Array {
  const values = new Float32Array(nForms * nLayers * dim);
  for (const layer of layersOfMix(mix)) {
    const ghosts = at(layer);
    for (let form = 0; form < nForms; form++) values.set(ghosts.subarray(form * dim, (form + 1) * dim), (form * nLayers + layer) * dim);
  }
  return mixedTable({ values, nRows: nForms, nLayers, dim }, mix, card).values;
}

interface Forms {
  readonly forms: readonly string[];
  readonly targets: readonly Target[];
  readonly pooling: Pooling;
  readonly prompt: Pick<PooledTarget, 'prompt'>;
}

/** Each target word as a sentence of its own. Maps were fitted for words, so a set of whole sentences starts from the word's mean where there are any. */
function formsOf({ summary, request }: StoredEmbedding, card: ModelCard): Forms {
  const forms = [...new Set(request.occurrences.map((occurrence) => occurrence.word))];
  const prompt = promptText(card, request.prompt);
  return {
    forms, targets: forms.map(aloneTarget), pooling: card.background.ghostR2 !== null && summary.pooling === 'sentence' ? 'mean' : summary.pooling,
    prompt: prompt === undefined ? {} : { prompt },
  };
}

/** A word form without any context. */
export const aloneTarget = (form: string): Target => ({ text: form, charStart: 0, charEnd: form.length });

async function embedForms(encoder: Encoder, entry: StoredEmbedding, card: ModelCard, options: EmbedOptions): Promise<ContextFree> {
  const { forms, targets, pooling, prompt } = formsOf(entry, card);
  const { values } = await embedTargets(encoder, targets, pooling, { ...options, ...prompt });
  return { forms, values };
}

function layerOf(values: Float32Array, nForms: number, { nLayers, dim }: VectorShape, layer: number): Float32Array {
  return layerRows({ values, nRows: nForms, nLayers, dim }, layer);
}
