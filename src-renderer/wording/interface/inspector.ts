import { counted } from '../captions';

/** What is selected: distances, neighbours, pieces. */
export const inspectorWords = {
  // Composition
  noLabel: 'no label',
  bySense: 'By sense',
  byForm: 'By form',
  selected: 'Selected',
  inTheSet: 'In the set',
  ofAll: (nAll: number) => `of ${nAll.toLocaleString('en')}`,
  nMore: (n: number) => `${n} more`,
  // CopyDistances
  copyDistances: 'Copy the distances',
  copyAsTable: 'Copy as a table',
  copyAsPython: 'Copy as a Python script',
  // DistanceMatrix
  belowDistance: 'below: distance',
  aboveCorrected: (baseline: number) => `above: divided by the random pair’s ${baseline.toFixed(2)}`,
  // DistanceRuler
  pairSameSense: (pair: string) => `${pair}, same sense`,
  sameSense: 'same sense',
  pairDifferent: (pair: string) => `${pair}, different senses`,
  differentSenses: 'different senses',
  withinSense: 'within a sense',
  acrossSenses: 'across senses',
  bandThisWord: (band: string) => `${band}, this word`,
  // Inspector
  claims: 'Claims',
  layers: 'Layers',
  selection: 'Selection',
  rightPanel: 'Right panel',
  copyClaims: 'Copy the claims as a table',
  copyMeasures: 'Copy the measures as a table',
  hidePanel: 'Hide this panel',
  hidePanelKeys: 'Ctrl I',
  noneForBiography: 'Select an occurrence to read its biography: what it stands among at every layer.',
  noneSelected: 'Select sentences in the list or the scene to compare them: click one, Ctrl-click the next.',
  oneSelected: 'Ctrl-click a second sentence to measure the distance between them.',
  selectTextbook: 'Select the textbook sentences',
  firstOf: (most: number, nAll: number) => `first ${most} of ${nAll}`,
  throughLayers: 'Distance through the layers',
  // LayerCurves
  curvesCaption: 'Cosine distance from A by layer',
  layerHead: 'Layer',
  // Nearest
  nearestTo: (centre: string) => `Nearest to ${centre}`,
  inDimensions: (dim: number) => `in ${dim} dimensions`,
  howMany: 'How many',
  selectNeighbours: 'Select these neighbours',
  copyNeighbours: 'Copy these neighbours as a table',
  distance: 'distance',
  overRandom: (random: string) => `Distance over that of ${random}`,
  ofRandom: 'of random',
  mapRank: 'map rank',
  // NearestForms
  nearestForms: 'Nearest word forms',
  toCentre: (centre: string) => `to ${centre}`,
  copyForms: 'Copy these word forms as a table',
  formsLead: (model: string) => `Word forms by their mean over a sample of plain English and the bundled sets, at this layer. ${model} reads them once.`,
  findForms: 'Find word forms',
  sentencesToo: 'Sentences of this set too',
  lookingForKept: 'Looking for what was kept',
  loading: (model: string) => `Loading ${model}`,
  readWords: (nDone: number, nTotal: number) => `Read ${nDone.toLocaleString('en')} of ${nTotal.toLocaleString('en')} words`,
  wordsRead: 'Words of the sample read',
  cancel: 'Cancel',
  uses: 'uses',
  nothingNear: 'What is selected has no vector, so that nothing is near it.',
  // NearestWords
  nearestToWord: 'Nearest to',
  inModel: (model: string) => `in ${model}`,
  twoRandomWords: (baseline: number) => `two random words ${baseline.toFixed(2)}`,
  // SelectedOccurrences
  hidePieces: 'Hide the pieces',
  showPieces: 'Show the pieces the model reads',
  andMore: (n: number) => `and ${n.toLocaleString('en')} more`,
  // SelectionHead
  nOfSentences: (n: number, nAll: number) => `${n.toLocaleString('en')} of ${counted(nAll, 'sentence')}`,
  selectionMenu: 'Selection…',
  showAlone: 'Show alone',
  hide: 'Hide',
  selectShown: 'Select all that are shown',
  selectOthers: 'Select the others',
  selectCluster: 'Select the whole cluster',
  addNearest: (n: string) => `Add the ${n} nearest neighbours`,
  addInMap: (n: string) => `Add ${n} neighbours in the map`,
  selectNothing: 'Select nothing',
  nameSelection: 'Name this selection…',
  copySentences: 'Copy the sentences',
  saveAsCsv: 'Save as CSV…',
  // DistanceRuler, Inspector, LayerCurves: what depends on more than its values
  rulerCaption: (randomPair: string, baseline: number | null) => `Cosine distance between the selected occurrences${baseline === null ? '' : `; ${randomPair}: ${baseline.toFixed(2)}`}`,
  /** `letters`: of those without a vector; beyond `most` they are counted. */
  withoutVector: (letters: readonly string[], most: number, model: string) =>
    `${letters.length <= most ? letters.join(', ') : counted(letters.length, 'occurrence')} ${letters.length === 1 ? 'has' : 'have'} no vector in ${model}.`,
  readsFromLeft: (model: string) => `${model} reads from left to right: context comes from the left only.`,
  readsFromRight: (model: string) => `${model} reads from right to left: context comes from the right only.`,
  /** `letters`: of words that are read before anything else; beyond `most` they are counted. */
  withoutContext: (letters: readonly string[], most: number, side: 'left' | 'right') => {
    const which = letters.length <= most ? letters.join(', ') : counted(letters.length, 'word');
    const end = side === 'left' ? 'first' : 'last';
    return letters.length === 1 ? `${which} is the ${end} word of its sentence: it has no context.` : `${which} are the ${end} words of their sentences: they have no context.`;
  },
  layer: (layer: number) => `layer ${layer}`,
  cosineDistance: 'Cosine distance',
  cosineDistanceAt: (layer: string) => `Cosine distance, ${layer}`,
  randomAt: (distance: number) => `random ${distance.toFixed(2)}`,
  within: 'within',
  across: 'across',
} as const;
