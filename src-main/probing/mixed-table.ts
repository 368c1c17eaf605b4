import { Failure } from '@contract/failure';
import { hasHalves, layersOfMix, unequalLayers, type Half, type LayerMix } from '@contract/layers/layer-mix';
import type { ModelCard } from '@contract/model-card';
import { softmaxOfSome } from '@semantics/softmax';
import { layerRows, vectorAt, type VectorTable } from '@vectors/vector-table';
import { scalarMix } from './scalar-mix';

/**
 * The mix of every row, `[nRows, 1, dim]`: as wide as a layer, or as all concatenated layers together, of ELMo's halves half of that. Rows of zeros stay zeros.
 * @throws Failure `bad-request` where the mix does not fit the table, the model has no halves, or layers of different width would be added
 */
export function mixedTable(table: VectorTable, mix: LayerMix, model: Pick<ModelCard, 'kind' | 'name' | 'recurrent'>): VectorTable {
  requireFitting(table, mix);
  requireEqualWidths(mix, model);
  if (mix.half !== 'both' && (!hasHalves(model) || table.dim % 2 !== 0)) throw new Failure('bad-request', `The vectors of ${model.name} have no halves. Choose both.`);
  const layers = layersOfMix(mix);
  const [first, ...others] = layers;
  const part = halfOf(table, mix.half);
  const isAlone = first !== undefined && others.length === 0 && (mix.kind === 'concat' || mix.gamma === 1);
  // One layer as it is: its very numbers, also zeros with a sign.
  if (isAlone) return { ...part, nLayers: 1, values: layerRows(part, first) };
  if (mix.kind === 'concat') return concatenated(part, layers);
  const { values } = scalarMix(part, softmaxOfSome(mix.scores), { gamma: mix.gamma });
  return { ...part, nLayers: 1, values };
}

function requireFitting({ nLayers }: VectorTable, mix: LayerMix): void {
  if (nLayers < 2) throw new Failure('bad-request', 'There is one layer alone: nothing to mix. Choose a model of several layers.');
  if (mix.kind === 'sum' && mix.scores.length !== nLayers) throw new Failure('bad-request', `There are ${nLayers} layers, and the mix has ${mix.scores.length} scores. Give one a layer.`);
  const beyond = layersOfMix(mix).find((layer) => layer >= nLayers);
  if (beyond !== undefined) throw new Failure('bad-request', `There is no layer ${beyond} to mix; the last one is ${nLayers - 1}.`);
}

function requireEqualWidths(mix: LayerMix, { name, recurrent }: Pick<ModelCard, 'name' | 'recurrent'>): void {
  const unequal = unequalLayers(mix, recurrent?.widths);
  if (unequal === null) return;
  const [a, b] = unequal.map((layer) => recurrent?.widths[layer]?.toLocaleString('en'));
  throw new Failure('bad-request', `Layers ${unequal.join(' and ')} of ${name} are ${a} and ${b} wide, so that adding them would mean nothing. Choose layers of one width.`);
}

/** The table with one half of the dimensions. */
function halfOf(table: VectorTable, half: Half): VectorTable {
  if (half === 'both') return table;
  const dim = table.dim / 2;
  const from = half === 'forward' ? 0 : dim;
  const values = new Float32Array(table.values.length / 2);
  for (let at = 0; at < table.nRows * table.nLayers; at++) values.set(table.values.subarray(at * table.dim + from, at * table.dim + from + dim), at * dim);
  return { ...table, values, dim };
}

function concatenated(table: VectorTable, layers: readonly number[]): VectorTable {
  const dim = layers.length * table.dim;
  const values = new Float32Array(table.nRows * dim);
  for (let row = 0; row < table.nRows; row++) layers.forEach((layer, place) => { values.set(vectorAt(table, row, layer), row * dim + place * table.dim); });
  return { values, nRows: table.nRows, nLayers: 1, dim };
}
