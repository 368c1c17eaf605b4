import type { FittedProbes } from '@contract/layers/probes';
import { areEnough } from '../sets/best-layer';
import { counted } from './captions';
import { labelName } from './label-names';
import type { LayerLane } from './layer-lanes';

const PROPERTY_NAMES: Readonly<Record<string, string>> = { sense: 'Senses', form: 'Word form', ending: 'Ending', capital: 'First letter' };

/** What a thing that is probed for is called in a list: "Senses", "Part of speech", "domain". @param id as a `ProbeChoice` has it */
export function probeName({ id, title }: { readonly id: string; readonly title: string }): string {
  const name = PROPERTY_NAMES[id] ?? labelName(title);
  return name === title ? name : `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
}

/** Macro accuracy of the probes through all layers, above chance. */
export function probeLane(name: string, { byLayer, baselines }: FittedProbes): LayerLane {
  return {
    id: 'probe',
    name,
    values: byLayer.map(({ macro }) => macro),
    intervals: byLayer.every(({ n }) => areEnough(n)) ? byLayer.map(({ macroInterval }) => macroInterval) : null,
    against: byLayer.map(() => baselines.macro),
    againstName: 'chance',
    meaning: 'Macro accuracy of a linear classifier on sentences that it has not seen, averaged over the labels; the band is its 95\u00a0% interval.',
  };
}

/** The micro accuracy of a layer beside what needs no vector, and what was left out, in a sentence each. */
export function probeFacts({ byLayer, baselines: { majority, chance }, leftOut }: FittedProbes, layer: number): readonly string[] {
  const at = byLayer[layer];
  if (at === undefined) return [];
  const [low, high] = at.microInterval;
  const nRows = leftOut.reduce((sum, { n }) => sum + n, 0);
  return [
    `Micro accuracy of ${counted(at.n, 'occurrence')}: ${at.micro.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}); the most frequent of ${counted(at.nLabels, 'label')} alone gives ${majority.toFixed(2)}, chance ${chance.toFixed(2)}.`,
    ...(leftOut.length === 0 ? [] : [`Left out: ${counted(leftOut.length, 'label')} that too few sentences have, with ${counted(nRows, 'occurrence')}.`]),
  ];
}
