import type { EmbeddingSummary, SenseContrast } from '@contract/embedding';
import type { LayerMeasures } from '@contract/layer-measures';
import type { Occurrence } from '@contract/occurrence';
import { nearestRowsSteps } from '@semantics/nearest-rows';
import { recallFrom } from '@semantics/sense-recall';
import { sentenceIds } from '@semantics/sentence-ids';
import { Spread } from '@semantics/spread';
import { drained } from '@probing/cosines';
import { measureLayersSteps } from '@probing/measure-layers';
import type { VectorTable } from '@vectors/vector-table';

/** What every layer knows of a set, as the inference process measures it. */
export function layersMeasured(table: VectorTable, occurrences: readonly Occurrence[], meanCosine: readonly number[]): LayerMeasures[] {
  return drained(measureLayersSteps({
    table, sentences: sentenceIds(occurrences.map(({ text }) => text)), senses: occurrences.map(({ labels }) => labels['sense'] ?? null),
    forms: occurrences.map(({ text, charStart, charEnd }) => text.slice(charStart, charEnd).toLowerCase()), random: { meanCosine }, words: null, tasks: {},
  }));
}

type Measured = Pick<EmbeddingSummary, 'nearest' | 'senseRecall' | 'contrast'>;

const spreadOf = ({ mean, deviation }: Spread): SenseContrast['own'] => ({ mean, deviation });

/** What the inference process says of a set, measured on the made-up vectors. */
export function measured(table: VectorTable, occurrences: readonly Occurrence[]): Measured {
  const senses = occurrences.map(({ labels }) => labels['sense'] ?? null);
  const words = occurrences.map(({ word }) => word.toLocaleLowerCase('en'));
  const sentences = sentenceIds(occurrences.map(({ text }) => text));
  const layers = Array.from({ length: table.nLayers }, (_, layer) => {
    const own = new Spread(), other = new Spread();
    const steps = nearestRowsSteps(table, layer, sentences, (row) => senses[row] !== null, (a, b, cosine) => {
      if (senses[a] !== null && senses[b] !== null && words[a] === words[b]) (senses[a] === senses[b] ? own : other).add(1 - cosine);
    });
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    return {
      any: step.value.any, recall: recallFrom({ senses, sentences }, step.value.labelled),
      contrast: own.n === 0 || other.n === 0 ? null : { own: spreadOf(own), other: spreadOf(other) },
    };
  });
  const allOf = <T>(values: readonly (T | null)[]): T[] | null => { const there = values.filter((value) => value !== null); return there.length === values.length ? there : null; };
  return {
    nearest: { rows: Int32Array.from(occurrences.keys()), ofLayer: layers.map(({ any }) => any) },
    senseRecall: allOf(layers.map(({ recall }) => recall)), contrast: allOf(layers.map(({ contrast }) => contrast)),
  };
}
