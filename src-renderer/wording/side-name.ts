import type { LayerMix } from '@contract/layers/layer-mix';
import { mixName } from './layer-mix';

/** What a side of a comparison is called beside the other: the model, and the layer where it has several; "Layer 2" where both are one model. */
export function sideName({ name, nLayers, layer, mix }: { readonly name: string; readonly nLayers: number; readonly layer: number; readonly mix: LayerMix | null }, isSameModel: boolean): string {
  const what = mix !== null ? mixName(mix) : nLayers === 1 ? '' : `layer ${layer}`;
  if (isSameModel && what !== '') return what.replace(/^./u, (first) => first.toUpperCase());
  return what === '' ? name : `${name}, ${what}`;
}
