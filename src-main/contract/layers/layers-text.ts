import type { ModelCard } from '../model-card';

/** "7 layers × 384"; "4 layers of 400, 1152, 1152, 400" where they are of several widths, "… from each side" where two models read. */
export function layersText({ nLayers, dim, recurrent }: Pick<ModelCard, 'nLayers' | 'dim' | 'recurrent'>): string {
  const layers = `${nLayers} ${nLayers === 1 ? 'layer' : 'layers'}`;
  return recurrent === undefined ? `${layers} × ${dim}` : `${layers} of ${recurrent.widths.join(', ')}${recurrent.reads === 'both' ? ' from each side' : ''}`;
}
