import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import { predictRidge, type RidgeMap } from '@semantics/ridge';
import { fromFloat16, toFloat16 } from '../../model-format/float16';
import { BLOCK, fromInt8Blocks, toInt8Blocks } from '../../model-format/int8-blocks';

/**
 * Beside a contextual model's card: for each layer from 1 on, `[dim, dim]` weights and `[dim]` intercept. `half`: in half precision; `int8`: the weights in
 * 8-bit blocks along the rows (quotients, then scales; see int8-blocks.ts), the intercept in half precision.
 */
export const GHOST_FILES = { half: 'ghost.f16', int8: 'ghost.i8' } as const;

export const ghostFileOf = ({ files }: Pick<ModelCard, 'files'>): string => (Object.hasOwn(files, GHOST_FILES.int8) ? GHOST_FILES.int8 : GHOST_FILES.half);

/** The bytes of a ghost file. */
export function ghostBytes(maps: readonly RidgeMap[], form: keyof typeof GHOST_FILES): Buffer {
  return Buffer.concat(maps.flatMap(({ weights, intercept, nInputs, nOutputs }) => {
    if (form === 'half') return [weights, intercept].map((part) => Buffer.from(toFloat16(part).buffer));
    const { quotients, scales } = toInt8Blocks(weights, nInputs, nOutputs, 1);
    return [Buffer.from(quotients.buffer), Buffer.from(scales.buffer), Buffer.from(toFloat16(intercept).buffer)];
  }));
}

/**
 * The linear maps layer 0 → layer l, fitted by ridge regression on the background sample (tools/measure-background.ts).
 * Layer l of a word form's context-free vector is what the model's layer l would be on average for that form, as far as a linear map can tell.
 */
export class GhostMaps {
  private constructor(private readonly maps: readonly RidgeMap[]) {}

  static async load(folder: string, card: ModelCard): Promise<GhostMaps> {
    const { dim, nLayers } = card;
    const name = ghostFileOf(card);
    const isInt8 = name === GHOST_FILES.int8;
    // A copy of its own, so that half-precision views are aligned.
    const bytes = new Uint8Array(await readFile(path.join(folder, name)));
    const layerBytes = isInt8 ? dim * dim + 2 * ((dim * dim) / BLOCK) + 2 * dim : 2 * (dim * dim + dim);
    if (bytes.byteLength !== (nLayers - 1) * layerBytes) throw new Failure('model', `The file ${name} of ${card.name} has the wrong size. Reinstall the model.`);
    const halves = (from: number, n: number): Uint16Array => new Uint16Array(bytes.slice(from, from + 2 * n).buffer);
    return new GhostMaps(Array.from({ length: nLayers - 1 }, (_, l): RidgeMap => {
      const start = l * layerBytes;
      const weights = isInt8
        ? fromInt8Blocks({ quotients: new Int8Array(bytes.slice(start, start + dim * dim).buffer), scales: halves(start + dim * dim, (dim * dim) / BLOCK) }, dim, 1)
        : fromFloat16(halves(start, dim * dim));
      return { nInputs: dim, nOutputs: dim, weights, intercept: fromFloat16(halves(start + layerBytes - 2 * dim, dim)) };
    }));
  }

  /** Context-free vectors `[nForms, dim]` of layer 0, carried to a layer. Layer 0 is returned as it is. */
  at(layer: number, layer0: Float32Array): Float32Array {
    if (layer === 0) return layer0;
    const map = this.maps[layer - 1];
    if (map === undefined) throw new Failure('bad-request', `There is no layer ${layer}; the last one is ${this.maps.length}.`);
    return predictRidge(map, layer0);
  }
}
