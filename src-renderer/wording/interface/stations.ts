import { counted } from '../captions';

/** The journey from counts of words to vectors in context. */
export const stationsWords = {
  // StationMap
  showInScene: 'Show in the main scene',
  showStation: (station: string) => `${station}: show in the main scene`,
  modelOf: (station: string) => `Model of ${station}`,
  couldNotSee: 'Could not see:',
  // StationsPanel
  journeyOf: (word: string) => `The journey of ${word}`,
  lead: (n: number) => `The same sentences in ${counted(n, 'representation')}, from counts of words to vectors of words in context and of whole sentences. Each map is drawn flat, otherwise with the settings of the main one. Recall is how often the nearest occurrence in another sentence has the same sense, averaged over the senses. Choose a map to see it in the main scene.`,
  representations: 'Representations',
  mapsDrawn: 'Maps drawn',
  stop: 'Stop',
  drawRest: 'Draw the rest',
  nDrawn: (n: number) => `${counted(n, 'map')} drawn`,
  drawing: (station: string) => `Drawing ${station}`,
  // stations
  progress: (label: string, nDone: number, nTotal: number) => `${label}, ${nDone.toLocaleString('en')} of ${nTotal.toLocaleString('en')}`,
  measuring: 'Measuring',
} as const;
