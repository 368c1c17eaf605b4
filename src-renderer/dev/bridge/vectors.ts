// Vectors without a model: the same words give the same numbers, senses stand apart the better the deeper the layer.
import type { Pooling } from '@contract/embedding';
import { shapeOf, type ModelCard } from '@contract/model-card';
import type { Occurrence } from '@contract/occurrence';
import { mulberry32 } from '@contract/prng';
import type { VectorTable } from '@vectors/vector-table';

/** As wide as it must be to keep a dozen senses apart. */
export const FAKE_DIM = 24;

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A direction of its own for every text, `[FAKE_DIM]`, components -1…1. */
export function directionOf(text: string): Float32Array {
  const random = mulberry32(hashOf(text));
  return Float32Array.from({ length: FAKE_DIM }, () => 2 * random() - 1);
}

const COMMON = directionOf('what all vectors of a model share');

function sumOf(parts: readonly (readonly [weight: number, direction: Float32Array])[]): Float32Array {
  return Float32Array.from({ length: FAKE_DIM }, (_, d) => parts.reduce((sum, [weight, direction]) => sum + weight * (direction[d] ?? 0), 0));
}

const formOf = ({ text, charStart, charEnd }: Occurrence): string => text.slice(charStart, charEnd).toLowerCase();

/** The vector of a form without a sentence. @param depth of the layer, 0…1 */
export const formVector = (form: string, depth: number): Float32Array => sumOf([[0.8, COMMON], [1 - 0.3 * depth, directionOf(form)]]);

/** The vector of an occurrence. @param depth of the layer, 0…1 @param sense its label, or what takes its place */
export function occurrenceVector(occurrence: Occurrence, depth: number, sense: string, pooling: Pooling): Float32Array {
  const own = directionOf(`${occurrence.text} ${pooling === 'sentence' ? '' : occurrence.charStart}`);
  const form = pooling === 'sentence' ? 0.2 : 1 - 0.6 * depth;
  return sumOf([[0.8, COMMON], [form, directionOf(formOf(occurrence))], [1.1 * depth, directionOf(`sense ${sense}`)], [0.08 + 0.55 * depth, own]]);
}

/** `[nOccurrences, nLayers, FAKE_DIM]`; a static model knows one vector a form. */
export function fakeTableOf(model: ModelCard, pooling: Pooling, occurrences: readonly Occurrence[]): VectorTable {
  const { nLayers } = shapeOf(model, pooling);
  const values = new Float32Array(occurrences.length * nLayers * FAKE_DIM);
  for (const [row, occurrence] of occurrences.entries()) {
    for (let layer = 0; layer < nLayers; layer++) values.set(vectorOf(model, pooling, occurrence, layer), (row * nLayers + layer) * FAKE_DIM);
  }
  return { values, nRows: occurrences.length, nLayers, dim: FAKE_DIM };
}

/** The vector of one occurrence at one layer of a model. */
export function vectorOf(model: ModelCard, pooling: Pooling, occurrence: Occurrence, layer: number, sense = occurrence.labels['sense']): Float32Array {
  const depth = depthOf(model, layer);
  if (model.kind === 'static' && pooling !== 'sentence') return formVector(formOf(occurrence), 0);
  return occurrenceVector(occurrence, depth, sense ?? 'none', pooling);
}

/** 0 for the first layer of a model, 1 for the last. */
export const depthOf = ({ nLayers }: ModelCard, layer: number): number => layer / Math.max(1, nLayers - 1);
