import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import { predictRidge, type RidgeMap } from '@semantics/ridge';
import { fromFloat16 } from '../conversion/float16';

/** Beside a contextual model's card: for each layer from 1 on, `[dim, dim]` weights and `[dim]` intercept in half precision. */
export const GHOST_FILE = 'ghost.f16';

/**
 * The linear maps layer 0 → layer l, fitted by ridge regression on the background sample (tools/measure-background.ts).
 * Layer l of a word form's context-free vector is what the model's layer l would be on average for that form, as far as a linear map can tell.
 */
export class GhostMaps {
  private constructor(private readonly maps: readonly RidgeMap[]) {}

  static async load(folder: string, card: ModelCard): Promise<GhostMaps> {
    const file = await readFile(path.join(folder, GHOST_FILE));
    const values = fromFloat16(new Uint16Array(file.buffer, file.byteOffset, Math.floor(file.byteLength / 2)));
    const { dim, nLayers } = card;
    const perLayer = dim * dim + dim;
    if (values.length !== (nLayers - 1) * perLayer) throw new Failure('model', `The file ${GHOST_FILE} of ${card.name} has the wrong size. Reinstall the model.`);
    const maps = Array.from({ length: nLayers - 1 }, (_, l): RidgeMap => ({
      nInputs: dim, nOutputs: dim,
      weights: values.subarray(l * perLayer, l * perLayer + dim * dim),
      intercept: values.subarray(l * perLayer + dim * dim, (l + 1) * perLayer),
    }));
    return new GhostMaps(maps);
  }

  /** Context-free vectors `[nForms, dim]` of layer 0, carried to a layer. Layer 0 is returned as it is. */
  at(layer: number, layer0: Float32Array): Float32Array {
    if (layer === 0) return layer0;
    const map = this.maps[layer - 1];
    if (map === undefined) throw new Failure('bad-request', `There is no layer ${layer}; the last one is ${this.maps.length}.`);
    return predictRidge(map, layer0);
  }
}
