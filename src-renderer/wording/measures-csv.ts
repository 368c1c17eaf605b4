import type { LayerMeasures } from '@contract/layers/layer-measures';
import type { FittedProbes } from '@contract/layers/probes';
import type { Agreement } from '@semantics/agreement';
import type { LabelAgreement } from './layer-lanes';

const cell = (value: number | null | undefined): string => (value == null || Number.isNaN(value) ? '' : value.toFixed(4));

/** Names of columns are a user's own: RFC 4180 has quotes around what holds a comma, a quote or a new line. */
const quoted = (name: string): string => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);

const PROBE_FIELDS = ['macro', 'macro_low', 'macro_high', 'macro_chance', 'micro', 'micro_low', 'micro_high', 'micro_majority', 'micro_chance'] as const;

const probeCells = ({ byLayer, baselines }: FittedProbes, layer: number): (number | undefined)[] => {
  const { macro, macroInterval, micro, microInterval } = byLayer[layer] ?? {};
  return [macro, macroInterval?.[0], macroInterval?.[1], baselines.macro, micro, microInterval?.[0], microInterval?.[1], baselines.majority, baselines.chance];
};

/** All measures as CSV, a line a layer. @param probes what was fitted, with the names of their columns */
export function measuresCsv(measures: readonly LayerMeasures[], form: readonly Agreement[] | null, label: LabelAgreement | null,
  probes: readonly (FittedProbes & { readonly title: string })[]): string {
  const header = [
    'layer', 'random_pair_cosine', 'self_similarity', 'self_similarity_adjusted', 'explained_by_one_vector', 'silhouette', 'sense_1nn_macro', 'sense_1nn_macro_low', 'sense_1nn_macro_high', 'sense_1nn_micro', 'same_form', 'same_form_chance',
    ...(label === null ? [] : [`same_${label.title}`, `same_${label.title}_chance`]),
    ...probes.flatMap(({ title }) => PROBE_FIELDS.map((field) => `probe_${title}_${field}`)),
  ];
  const lines = measures.map(({ layer, anisotropy, selfSimilarity, explained, silhouette, nearestSense }) => [
    String(layer), ...[
      anisotropy, selfSimilarity.raw, selfSimilarity.adjusted, explained.raw, silhouette, nearestSense?.macro, nearestSense?.macroInterval[0], nearestSense?.macroInterval[1], nearestSense?.micro,
      form?.[layer]?.share, form?.[layer]?.chance, ...(label === null ? [] : [label.byLayer[layer]?.share, label.byLayer[layer]?.chance]),
      ...probes.flatMap((of) => probeCells(of, layer)),
    ].map(cell),
  ]);
  return `${[header.map(quoted), ...lines].map((line) => line.join(',')).join('\n')}\n`;
}
