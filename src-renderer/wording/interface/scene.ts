import { counted } from '../captions';

const NUMBERS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

/** The scene, its tools and the type bar. */
export const sceneWords = {
  // HoverCard
  senseAsLabelled: (sense: string) => `${sense}, as labelled`,
  nearest: 'Nearest',
  meanToSense: (sense: string) => `Mean to ${sense}`,
  meanToOthers: 'Mean to other senses',
  neighboursLost: 'Neighbours lost in the map',
  // LookFrom
  front: 'Front',
  back: 'Back',
  left: 'Left',
  right: 'Right',
  top: 'Top',
  bottom: 'Bottom',
  lookFrom: 'Look from',
  lookFromSide: 'Look from a side',
  lookFromHint: 'Look from a side (5 to 0)',
  flyToSelection: 'Fly to selection',
  // MapLine
  previewOfMap: 'Preview of a map in the making. It is measured when it is done.',
  // ScenePanel
  map: 'Map',
  noVectors: (model: string) => `${model} has no vector for any word of this set. Choose another model.`,
  noSentences: 'No sentences yet. Paste some, or drop a file here.',
  pasteSentences: 'Paste sentences',
  openFile: 'Open a file',
  drawnLater: (title: string) => `The map of “${title}” is drawn once its vectors are worked out.`,
  showSentences: 'Show the sentences (Ctrl B)',
  sentences: 'Sentences',
  showSelection: 'Show the selection (Ctrl I)',
  selection: 'Selection',
  // SceneTools
  orbit: 'Orbit',
  pan: 'Pan',
  lasso: 'Lasso',
  box: 'Box',
  sceneTools: 'Scene tools',
  labels: 'Labels',
  threads: 'Threads',
  orthographic: 'Orthographic',
  fit: 'Fit',
  // SceneView
  sceneLabel: 'Scene: arrow keys move between points, Enter selects',
  sceneAtLeft: 'Scene at the left',
  // TypeBar
  typeSentence: 'Type a sentence',
  typeSentenceWith: (words: string) => `Type a sentence with ${words}`,
  trailHint: 'Sentences that you tried with Enter, numbered in the map',
  nTried: (n: number) => `${n} tried`,
  nextSpanHint: (n: number) => `The word stands ${n} times here: look at the next`,
  spanOf: (at: number, n: number) => `${at} of ${n}`,
  addToSet: 'Add to set',
  theNearest: 'The nearest',
  readingSentence: (model: string) => `Reading the sentence; the first one waits until ${model} is loaded.`,
  // TypeTrail
  backToTypeBar: 'Back into the type bar',
  beingPlaced: 'being placed',
  noPlace: 'no place here: without a word of this set',
  addSentence: (number: number) => `Add sentence ${number} to the set`,
  addAll: (n: number) => `Add all ${n} to set`,
  clearTrail: 'Clear the trail',
  // ViewModes
  cloud: 'Cloud',
  flight: 'Flight',
  strata: 'Strata',
  compare: 'Compare',
  view: 'View',
  // FigureTitle, HoverCard, TypeBar: a word of the set follows, or the sentence depends on more than its values
  oneOf: (model: string) => `${model}: one`,
  oneVectorAWord: (model: string) => `${model}: one vector a word`,
  baselineHead: (randomPair: string) => randomPair.replace('two', 'Two'),
  asksAndSee: (asks: string) => `${asks} and see where it lands`,
  theVoters: (n: number) => `The ${NUMBERS[n] ?? n} sentences`,
  // outlining
  lassoHelp: 'Lasso: arrow keys move the cross, Enter adds a corner, C closes, Escape leaves.',
  boxHelp: 'Box: arrow keys move the cross, Enter sets the first corner, Escape leaves.',
  boxCornerSet: 'Box: first corner set. Enter sets the other.',
  lassoCorners: (n: number) => `Lasso: ${counted(n, 'corner')}. Enter adds, C closes.`,
  boxNeedsCorner: 'A box needs its first corner. Enter sets it.',
  lassoNeedsCorners: 'A lasso needs three corners. Enter adds one.',
  nSelected: (n: number) => `${counted(n, 'occurrence')} selected.`,
  // judging
  noContextYet: 'No context yet: layer 0 cannot tell senses apart',
  noWordOfSet: 'Senses belong to words, and the sentence has none of this set’s',
  noSenses: 'No senses are labelled here',
  // typing
  writeWith: (words: string) => `Write a sentence with ${words} in it.`,
  noBetterThanChance: (isMix: boolean, recall: number, chance: number) =>
    `This ${isMix ? 'mix' : 'layer'} tells senses apart no better than chance (recall ${recall.toFixed(2)}, chance ${chance.toFixed(2)})`,
} as const;
