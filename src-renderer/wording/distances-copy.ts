import { distancesScript } from '@contract/distances-script/distances-script';
import { distanceHead, distancesTable } from '@contract/distances-script/distances-table';
import { whyNoScript } from '@contract/distances-script/why-no-script';
import type { LayerDistances } from '@contract/embedding';
import type { LayerMix } from '@contract/layers/layer-mix';
import type { ModelCard } from '@contract/model-card';
import type { Occurrence } from '@contract/occurrence';
import type { View } from '../state/view';
import { mixLine, mixName } from './layer-mix';
import { letterOf } from './letters';
import { modelSaid } from './model-facts';
import { distanceAt } from './pairs';

/** A matrix on screen, and what it is of. */
export interface ShownDistances {
  readonly model: ModelCard;
  readonly precision: View['precision'];
  readonly pooling: View['pooling'];
  /** Name of the prompt before whole sentences; empty: none. */
  readonly prompt: string;
  readonly layer: number;
  readonly mix: LayerMix | null;
  readonly baseline: number | null;
  /** Of the layer shown: of a mix its one layer. */
  readonly distances: LayerDistances;
  readonly occurrences: readonly Occurrence[];
  /** Pieces of every occurrence of the set. */
  readonly subwords: readonly (readonly string[])[];
}

const POOLED: Readonly<Record<View['pooling'], string>> = { mean: 'mean of the word’s pieces', first: 'the word’s first piece', last: 'the word’s last piece', sentence: 'whole sentences' };

/** Neither a tab nor a new line stands in a cell. */
const inOneCell = (text: string): string => text.replace(/\s+/gu, ' ');

function headOf({ model, pooling, layer, mix, baseline }: ShownDistances): string {
  const where = mix !== null ? mixName(mix) : model.nLayers === 1 ? model.name : `layer ${layer}`;
  return distanceHead(where, baseline, pooling);
}

/** The matrix with tabs between its cells, behind what it is of and the sentences by their letters. */
export function shownTable(shown: ShownDistances): string {
  const { pooling, prompt, layer, mix, distances, occurrences } = shown;
  const about = [modelSaid(shown), POOLED[pooling], ...(prompt === '' ? [] : [`prompt ${prompt}`]), ...(mix === null ? [] : [mixLine(mix)])];
  const lines = distances.rows.map((row, i) => {
    const { text = '', charStart = 0, charEnd = 0 } = occurrences[row] ?? {};
    return [letterOf(i), inOneCell(text), ...(pooling === 'sentence' ? [] : [inOneCell(text.slice(charStart, charEnd))])].join('\t');
  });
  const names = distances.rows.map((_, i) => letterOf(i));
  const matrix = distancesTable(names, [{ head: headOf(shown), distance: (i, j) => distanceAt(distances, mix === null ? layer : 0, i, j) }]);
  return `${about.join('; ')}\n${lines.join('\n')}\n${matrix}`;
}

/** Why there is no script of it; null where there is. */
export const shownWithoutScript = ({ model, precision, pooling, mix }: Pick<ShownDistances, 'model' | 'precision' | 'pooling' | 'mix'>): string | null =>
  whyNoScript(model, pooling, mix !== null) ?? (precision === 'int8' ? 'transformers has no such products in 8 bits: go back to exact products for a Python script.' : null);

/** The script that prints the same matrix. Only where {@link shownWithoutScript} is null. */
export function shownScript(shown: ShownDistances): string {
  const { model, pooling, prompt, layer, distances, occurrences, subwords } = shown;
  return distancesScript({
    model, pooling, prompt: pooling === 'sentence' && prompt !== '' ? model.sentence?.prompts?.[prompt] ?? '' : '', layers: [{ layer, head: headOf(shown) }],
    items: distances.rows.map((row, i) => {
      const { text, charStart, charEnd } = occurrences[row] ?? { text: '', charStart: 0, charEnd: 0 };
      return { name: letterOf(i), text, charStart, charEnd, subwords: subwords[row] ?? [] };
    }),
  });
}
