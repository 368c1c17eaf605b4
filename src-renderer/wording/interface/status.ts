import { counted } from '../captions';

/** The line at the bottom. */
export const statusWords = {
  // ModelJobStatus
  stopping: 'Stopping',
  starting: 'Starting',
  isReady: (name: string) => `${name} is ready`,
  openIt: 'Open it',
  didNotComeIn: (name: string) => `${name} did not come in`,
  showWhy: 'Show why',
  models: 'Models',
  // StatusBar
  cancel: 'Cancel',
  about: 'About',
  shortcuts: 'Shortcuts',
  stepCounted: (step: string, nDone: number, nTotal: number) => `${step}: ${nDone.toLocaleString('en')} of ${nTotal.toLocaleString('en')}`,
  // projection
  drawingMap: 'Drawing the map',
  // project-journey
  fetchingLayers: 'Fetching the layers',
  layersTogether: (stage: string, nLayers: number) => `${stage}, ${nLayers} layers together`,
  // project-static
  findingWords: (model: string) => `Finding the nearest words in ${model}`,
  // projection
  checkingVectors: 'Checking the vectors',
  findingComponents: 'Finding principal components',
  findingNeighbours: 'Finding neighbours',
  weighingNeighbours: 'Weighing neighbours',
  findingStart: 'Finding a start',
  measuringMap: 'Measuring the map',
  // embedding
  loading: (model: string) => `Loading ${model}`,
  // sessions
  readingSentencesOf: (name: string) => `Reading the sentences of ${name}`,
  // at-rest
  waitingForMap: 'Waiting for the map on screen',
  // compute-view
  mixingLayers: 'Mixing the layers',
  placingNew: 'Placing what is new',
  // embedding
  reading: (n: number, model: string) => `Reading ${counted(n, 'occurrence')} with ${model}`,
  readingWith: (model: string) => `Reading with ${model}`,
  // view
  opening: (title: string) => `Opening ${title}`,
  theSession: 'the session',
} as const;
