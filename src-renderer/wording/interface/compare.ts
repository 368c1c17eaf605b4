interface Side {
  readonly name: string;
  readonly distance: number;
}

/** Two views side by side. */
export const compareWords = {
  // CompareScenes
  leftModel: (name: string) => `Left: ${name}`,
  rightModel: (name: string) => `Right: ${name}`,
  // CompareStrip
  sideBySide: 'Side by side',
  figures: 'Figures',
  figure: 'Figure',
  distances: 'Distances',
  betweenSelected: 'Between the selected sentences',
  cosineDistance: 'cosine distance',
  typedAtLeft: (verdict: string) => `Your sentence at the left: ${verdict}.`,
  twoSets: 'Two sets of sentences: no occurrence on one side has a partner on the other.',
  // NearestSides
  nearestInModel: (model: string) => `Nearest words in ${model}`,
  nearestToA: 'Nearest to A',
  nearOnBoth: 'Near on both sides',
  selectOne: 'Select a sentence to see what stands nearest to its word on either side.',
  // PairLines
  selectTwo: 'Select two sentences or more, in the list or in either scene, to see their distances on both sides.',
  random: (left: number, right: number) => `random ${left.toFixed(2)}, ${right.toFixed(2)}`,
  // PairLines
  pairName: (pair: string) => pair.replace('–', ' to '),
  pairSpoken: (pair: string, left: Side, right: Side, isSameSense: boolean) =>
    `${pair}: ${left.name} ${left.distance.toFixed(2)}, ${right.name} ${right.distance.toFixed(2)}${isSameSense ? ', same sense' : ''}`,
} as const;
