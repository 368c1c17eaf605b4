import { counted } from '../captions';

/** The comparison of map settings. */
export const mapWords = {
  // SweepMap
  shownNow: 'On screen now',
  adoptThese: 'Adopt these settings',
  settings: (neighbours: number, minDist: number) => `${neighbours} neighbours, minimum distance ${minDist.toFixed(2)};`,
  onScreenNow: 'on screen now',
  adopt: 'adopt',
  // SweepPanel
  compareSettings: 'Compare settings',
  compareLead: 'One UMAP for each number of neighbours and least distance. The numbers are trustworthiness, continuity, and how many of 10 nearest neighbours are kept; the best of each is underlined. Choose a map to adopt its settings.',
  mapsBySettings: 'Maps by neighbours and least distance',
  neighbours: 'neighbours',
  minDistance: (distance: number) => `min. distance ${distance.toFixed(2)}`,
  drawnFrom: (nDrawn: number, nAll: number) => `Drawn from ${nDrawn.toLocaleString('en')} of ${counted(nAll, 'point')}`,
  mapsCompared: 'Maps compared',
  stop: 'Stop',
  comparing: 'Comparing settings',
  nCompared: (n: number) => `${counted(n, 'map')} compared`,
  measures: { trustworthiness: 'trustworthiness', continuity: 'continuity', neighboursKept: 'of 10 neighbours kept' },
  measure: (name: string, isBest: boolean) => `${name}${isBest ? ', the best' : ''};`,
  // sweeping
  tooFewPoints: (fewest: number, n: number) => `Too few points to compare settings: ${fewest} needed, you have ${n}. Add sentences.`,
  nMapsOf: (n: number, nAll: number) => `${counted(n, 'map')} of ${nAll}`,
} as const;
