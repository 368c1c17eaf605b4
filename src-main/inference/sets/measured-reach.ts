import { Failure } from '@contract/failure';
import type { Carrier, CarrierText, LayerReach } from '@contract/model-figures';
import { layerReach, type CarrierRows } from '@probing/models/reach';
import type { VectorTable } from '@vectors/vector-table';
import type { Encoder } from '../runtime/encoder';
import { embedTargets, type EmbedHooks, type TargetVectors } from './embed';

/**
 * The reach of every layer, see {@link layerReach}. What another batch does is tried in two ways: the carriers alone, and together without their variants.
 * A variant with another number of pieces than its carrier is left out: it would move what follows to other positions, which is no matter of the word.
 * @throws Failure `bad-input` where the model has no vector for any target; as {@link embedTargets} does
 */
export async function measuredReach(encoder: Encoder, carriers: readonly Carrier[], hooks: EmbedHooks): Promise<readonly LayerReach[]> {
  const { card } = encoder.tokenizer;
  const bases = carriers.map(({ base }) => base);
  const targets: readonly CarrierText[] = [...bases, ...carriers.flatMap(({ variants }) => variants)];
  const read = [await embedTargets(encoder, targets, 'mean', hooks), await embedTargets(encoder, bases, 'mean', { ...hooks, onProgress: () => undefined })];
  for (const base of bases) read.push(await embedTargets(encoder, [base], 'mean', { ...hooks, onProgress: () => undefined }));
  const table = joined(read, card);
  const missing = new Set(read[0]?.missing);
  const nPieces = (await encoder.tokenizer.tokenize(targets.map(({ text }) => text))).map(({ ids }) => ids.length);
  let at = bases.length;
  const rows = carriers.map(({ variants }, base): CarrierRows => {
    const own = variants.map(({ side, distance }) => ({ side, distance, row: at++ }));
    return { base, again: [targets.length + base, targets.length + bases.length + base], variants: own.filter(({ row }) => nPieces[row] === nPieces[base]) };
  }).filter(({ base }) => !missing.has(base));
  if (rows.length === 0) throw new Failure('bad-input', `${card.name} has no vector for any target of the carrier sentences, so that its reach cannot be measured. Leave it out of the table.`);
  return Array.from({ length: card.nLayers }, (_, layer) => {
    const meanCosine = card.background.meanCosine.mean[layer];
    return layerReach(table, layer, rows, meanCosine === undefined ? null : 1 - meanCosine);
  });
}

function joined(read: readonly TargetVectors[], { nLayers, dim }: Pick<VectorTable, 'nLayers' | 'dim'>): VectorTable {
  const values = new Float32Array(read.reduce((sum, part) => sum + part.values.length, 0));
  let at = 0;
  for (const part of read) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return { values, nRows: values.length / (nLayers * dim), nLayers, dim };
}
