const NUMBERS = ['', '', 'two', 'three', 'four'];

/** The claims of the textbook. */
export const claimsWords = {
  // ClaimCard
  notElsewhere: ', not elsewhere',
  cosineDistance: 'Cosine distance',
  saysItOf: (source: string, sourceModel: string, model: string) => `${source} says it of ${sourceModel}; tested here in ${model}.`,
  measuredOnSet: (model: string) => `Measured on the set that is open, in ${model}: how often the nearest occurrence shares the form, and how often the sense (recall, mean over senses).`,
  goToLayer: (layer: number) => `Go to layer ${layer}`,
  models: 'Models',
  sourceNotTested: (model: string) => `${model}, which the source used, is not tested: it is not installed.`,
  getIt: 'Get it',
  // ClaimChart
  holds: 'holds',
  layer: 'layer',
  chartCaption: 'Cosine distances by layer',
  layerHead: 'Layer',
  holdsHead: 'Holds',
  notJudged: 'not judged',
  yes: 'yes',
  no: 'no',
  // ClaimCard, ClaimChart: what depends on more than its values
  here: (model: string, layer: number | null) => `Here, ${model}${layer === null ? '' : `, layer ${layer}`}`,
  selectN: (n: number) => `Select the ${NUMBERS[n] ?? n}`,
  randomAt: (randomPair: string, distance: number) => `${randomPair.replace('two ', '')} ${distance.toFixed(2)}`,
  // claims
  noStaticModel: 'no model with one vector a word is installed',
  beingMeasured: 'being measured',
  notMeasured: 'not measured yet',
  noSet: 'no set is open',
} as const;
