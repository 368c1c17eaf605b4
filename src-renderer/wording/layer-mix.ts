import { layersOfMix, type LayerMix } from '@contract/layers/layer-mix';
import { softmaxOfSome } from '@semantics/softmax';
import { recallByChance } from '@semantics/sense-recall';

/** Softmax weight of each layer, 1 in sum; of concatenated layers there are none. */
export const mixWeights = (mix: LayerMix): Float64Array | null => (mix.kind === 'sum' ? softmaxOfSome(mix.scores) : null);

const layerCount = (n: number): string => (n === 1 ? '1 layer' : `${n} layers`);
const HALF_NAMES = { both: '', forward: ', forward half', backward: ', backward half' } as const;

/** "mix of 4 layers", "4 layers concatenated", with the half of ELMo's vectors. */
export function mixName(mix: LayerMix): string {
  const n = layersOfMix(mix).length;
  return `${mix.kind === 'sum' ? `mix of ${layerCount(n)}` : `${layerCount(n)} concatenated`}${HALF_NAMES[mix.half]}`;
}

/** "Weights: layer 5 0.25, layer 6 0.75; γ 1." Layers of equal weight are named together. */
export function mixLine(mix: LayerMix): string {
  if (mix.kind === 'concat') return `Layers one behind another: ${mix.layers.join(', ')}.`;
  const weights = mixWeights(mix) ?? [];
  const byWeight = new Map<string, number[]>();
  for (const layer of layersOfMix(mix)) {
    const weight = (weights[layer] ?? 0).toFixed(2);
    byWeight.set(weight, [...byWeight.get(weight) ?? [], layer]);
  }
  const parts = [...byWeight].map(([weight, layers]) => `${layers.length === 1 ? 'layer' : 'layers'} ${rangesOf(layers)} ${layers.length === 1 ? '' : 'each '}${weight}`);
  return `Weights: ${parts.join(', ')}; γ ${mix.gamma}.`;
}

/** "3–6, 9" */
function rangesOf(layers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const layer of layers) {
    const run = runs.at(-1);
    if (run !== undefined && layer === run[1] + 1) run[1] = layer;
    else runs.push([layer, layer]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(', ');
}

export interface RecallPart {
  readonly name: string;
  readonly value: string;
}

/**
 * Sense recall of the mix beside that of the best layer alone and chance; null where no two senses are labelled.
 * @param mixed null while the mix is not on screen @param recall of every layer
 */
export function mixRecallParts(mixed: number | null, recall: readonly number[] | null, nSenses: number): readonly RecallPart[] | null {
  if (recall === null || recall.length === 0) return null;
  const best = recall.indexOf(Math.max(...recall));
  return [
    { name: 'this mix', value: mixed === null ? '–' : mixed.toFixed(2) }, { name: `best layer (${best})`, value: (recall[best] ?? 0).toFixed(2) },
    { name: 'chance', value: recallByChance(nSenses).toFixed(2) },
  ];
}
