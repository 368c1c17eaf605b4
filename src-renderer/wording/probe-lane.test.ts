import { expect, it } from 'vitest';
import type { FittedProbes } from '@contract/layers/probes';
import { peakText } from './layer-lanes';
import { probeFacts, probeLane, probeName } from './probe-lane';

const fitted = (n: number, ...macros: readonly number[]): FittedProbes => ({
  byLayer: macros.map((macro) => ({ macro, macroInterval: [macro - 0.05, macro + 0.05], micro: macro + 0.1, microInterval: [macro, macro + 0.2], n, nLabels: 4 })),
  baselines: { majority: 0.6, chance: 0.44, macro: 0.25 }, leftOut: [],
});

it('names what is probed for in the terms of the field, and a column of a file as it is', () => {
  expect(
    [
      { id: 'sense', title: 'sense' },
      { id: 'form', title: 'form' },
      { id: 'label:upos', title: 'upos' },
      { id: 'label:form', title: 'form' },
    ].map(probeName),
  ).toEqual(['Senses', 'Word form', 'Part of speech', 'form']);
});

it('draws macro accuracy above chance, with intervals that say where it is highest', () => {
  const lane = probeLane('Senses', fitted(40, 0.3, 0.7, 0.5));
  expect(lane).toMatchObject({ id: 'probe', name: 'Senses', values: [0.3, 0.7, 0.5], against: [0.25, 0.25, 0.25], againstName: 'chance' });
  expect(peakText(lane)).toBe('highest at layer 1: 0.70 (0.65 to 0.75)');
  expect(probeLane('Senses', fitted(12, 0.3, 0.7)).intervals).toBeNull();
});

it('says the micro accuracy of a layer beside the most frequent label and chance, and what was left out', () => {
  expect(probeFacts(fitted(40, 0.3, 0.7), 1)).toEqual(['Micro accuracy of 40 occurrences: 0.80 (0.70 to 0.90); the most frequent of 4 labels alone gives 0.60, chance 0.44.']);
  expect(probeFacts({ ...fitted(40, 0.3), leftOut: [{ label: 'X', n: 2 }, { label: 'Y', n: 1 }] }, 0)[1]).toBe('Left out: 2 labels that too few sentences have, with 3 occurrences.');
  expect(probeFacts(fitted(40, 0.3), 1)).toEqual([]);
});
