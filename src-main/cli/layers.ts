import { Failure } from '@contract/failure';

/** `all`, `last`, or numbers with commas between them, as layer numbers of a model with `nLayers` layers. @throws Failure `bad-input`. */
export function chooseLayers(choice: string, nLayers: number): readonly number[] {
  if (choice === 'all') return Array.from({ length: nLayers }, (_, layer) => layer);
  if (choice === 'last') return [nLayers - 1];
  return choice.split(',').map((part) => {
    const layer = /^\d+$/.test(part.trim()) ? Number(part) : Number.NaN;
    if (!(layer < nLayers)) throw new Failure('bad-input', `There is no layer “${part.trim()}”: the model has layers 0 to ${nLayers - 1}.`);
    return layer;
  });
}
