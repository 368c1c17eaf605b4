import { expect, it } from 'vitest';
import type { LayerMeasures } from '@contract/layers/layer-measures';
import { measuresCsv } from './measures-csv';

const none = { raw: null, baseline: null, adjusted: null };
const at = (layer: number): LayerMeasures => ({
  layer, anisotropy: 0.1, selfSimilarity: { raw: 0.9, baseline: 0.1, adjusted: 0.8 }, intraSentence: none, explained: { ...none, raw: 0.7 }, silhouette: null, probes: {}, nearestSense: null,
});

it('is a table with a line a layer, empty where nothing was measured', () => {
  const [header, first] = measuresCsv([at(0), at(1)], null, null, []).split('\n');
  expect(header?.split(',')).toHaveLength(first?.split(',').length ?? 0);
  expect(first).toBe('0,0.1000,0.9000,0.8000,0.7000,,,,,,,');
});

it('has the label column that is compared, quoted where its name would break the line', () => {
  const byLayer = [{ share: 0.9, chance: 0.25, n: 4 }];
  const [header, first] = measuresCsv([at(0)], byLayer, { title: 'upos', byLayer }, []).split('\n');
  expect(header).toMatch(/,same_form,same_form_chance,same_upos,same_upos_chance$/);
  expect(first).toMatch(/,0\.9000,0\.2500,0\.9000,0\.2500$/);
  expect(measuresCsv([at(0)], null, { title: 'a, "b"', byLayer }, [])).toContain(',"same_a, ""b""","same_a, ""b""_chance"\n');
});

it('has the probes that were fitted, each with what it is held against', () => {
  const accuracy = { macro: 0.8, macroInterval: [0.7, 0.9], micro: 0.85, microInterval: [0.75, 0.95], n: 40, nLabels: 4 } as const;
  const [header, first, second] = measuresCsv([at(0), at(1)], null, null, [
    { title: 'upos', byLayer: [accuracy, { ...accuracy, macro: 0.5 }], baselines: { majority: 0.6, chance: 0.44, macro: 0.25 }, leftOut: [] },
  ]).split('\n');
  expect(header).toMatch(/,probe_upos_macro,probe_upos_macro_low,probe_upos_macro_high,probe_upos_macro_chance,probe_upos_micro,probe_upos_micro_low,probe_upos_micro_high,probe_upos_micro_majority,probe_upos_micro_chance$/);
  expect(first).toMatch(/,0\.8000,0\.7000,0\.9000,0\.2500,0\.8500,0\.7500,0\.9500,0\.6000,0\.4400$/);
  expect(second).toMatch(/,0\.5000,0\.7000,0\.9000,/);
});
