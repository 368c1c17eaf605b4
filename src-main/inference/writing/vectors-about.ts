import type { VectorsAbout } from '@contract/exports/data-export';
import { layersOfMix, type LayerMix } from '@contract/layers/layer-mix';
import type { ModelCard } from '@contract/model-card';
import { softmaxOfSome } from '@semantics/softmax';
import { methodsText } from '../../exports/vectors/methods';
import { computedBy, provenanceOf, type Provenance, type ProvenanceMix } from '../../exports/vectors/provenance';
import { requireLayer } from '../sets/set-queries';
import type { StoredEmbedding } from '../sets/embedding-store';

/** Which vectors: those of some layers of a table (of a mix its one, 0), `nRows` of them. */
export interface Taken {
  readonly layers: readonly number[];
  readonly nRows: number;
  readonly appVersion: string;
}

/** As the command line's, and the mix where it is one. @throws Failure `bad-request` for a layer that is not there */
export function provenanceOfSet(entry: StoredEmbedding, card: ModelCard, { layers, nRows, appVersion }: Taken): Provenance {
  for (const layer of layers) requireLayer(entry, layer);
  const { summary, request, mix } = entry;
  const { pooling, dim } = summary;
  const nRun = summary.nOccurrences - summary.missing.length;
  return provenanceOf(card, {
    appVersion, layers: mix === undefined ? layers : layersOfMix(mix), dim, pooling, prompt: request.prompt ?? null,
    ...computedBy(summary), nRows, ...(nRows === nRun ? {} : { nRun }), ...(mix === undefined ? {} : { mix: mixFacts(mix) }),
  });
}

/** @throws Failure as {@link provenanceOfSet} */
export function vectorsAbout(entry: StoredEmbedding, card: ModelCard, taken: Taken): VectorsAbout {
  const provenance = provenanceOfSet(entry, card, taken);
  return { provenance: { ...provenance }, methods: methodsText(provenance) };
}

function mixFacts(mix: LayerMix): ProvenanceMix {
  if (mix.kind === 'concat') return { weights: null, gamma: 1, half: mix.half };
  const weights = softmaxOfSome(mix.scores);
  return { weights: layersOfMix(mix).map((layer) => weights[layer] ?? 0), gamma: mix.gamma, half: mix.half };
}
