import { counted } from '../captions';

/** Models compared, measured. */
export const modelTableWords = {
  // ModelRow
  notMoved: 'not moved',
  measure: 'Measure',
  again: 'Again',
  // ModelTableDialog
  modelsCompared: 'Models compared',
  lead: 'Measured here, not quoted. Each model is measured when you ask; the rows stay while the app runs. Steps follow from the kind of model; times hold for this machine, now, and change with what else it does.',
  noSenses: 'Senses: none in this set',
  sensesOf: (word: string) => `Senses of ${word}, recall`,
  parallel: 'Parallel: steps in sequence, and time on this machine, now',
  reach: 'Reach of a changed word, in words',
  model: 'Model',
  contextAware: 'Context-aware',
  parameters: 'Parameters',
  lastLayer: 'Last layer',
  best: 'Best',
  chance: 'Chance',
  forNWords: 'For n words',
  msForWords: (n: number) => `ms, ${n} words`,
  exponent: 'Exponent',
  left: 'Left',
  right: 'Right',
  moveByDistance: 'Move by distance',
  moveFromTo: (low: string, high: string) => `Move, ${low} to ${high}`,
  note: 'Recall: how often the nearest occurrence in another sentence has the same sense, averaged over the senses. Exponent: of the power law fitted to 8 to 256 words; at 1, twice the words take twice as long. ELMo’s vectors of single words are remembered and not timed. Reach: the farthest of 1 to 32 words that, changed alone, moves the target’s vector in the last layer, over 12 sentences. Chart: the target in the middle, words to its left and right at 1, 2, 4 … 32; the size of the move is a share of the distance of two random words; both axes are logarithmic.',
  measuredOn: (devices: string) => `Measured on: ${devices}.`,
  copyAsTable: 'Copy as a table',
  stop: 'Stop',
  measureRest: 'Measure the rest',
  // MoveChart
  moveCaption: (name: string) => `How far another word moves the target in ${name}, as a share of the distance of two random words`,
  side: 'Side',
  // ModelRow, MoveChart
  measureModel: (name: string) => `Measure ${name}`,
  measureModelAgain: (name: string) => `Measure again: ${name}`,
  nWords: (n: number) => counted(n, 'word'),
  sides: { left: 'left', right: 'right' },
  // comparing-models
  readingChanged: 'Reading sentences with one word changed',
  timing: 'Timing sentences',
  theSet: 'the set',
} as const;
