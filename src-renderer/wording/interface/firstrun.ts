/** What is shown before a set is open. */
export const firstRunWords = {
  // FirstRun
  pickWord: 'Pick a word with more than one meaning.',
  lead: 'ELMo and BERT give a word a new vector in every sentence. See where those vectors land, layer by layer, next to the single vector an older model would use.',
  startWith: (title: string) => `Start with “${title}”`,
  takeLesson: (nStations: number) => `Take a lesson in ${nStations} stations`,
  openText: 'Open a text',
  openSession: 'Open a session',
  // Hero
  staticVectors: 'Static vectors',
  heroLabel: (word: string, n: number) => `One static vector of ${word}, and its vectors in ${n} sentences`,
  oneVector: (model: string) => `${model}: one vector`,
  oneVectorPerSentence: (model: string) => `${model}: one vector per sentence`,
  // Models
  modelsHere: 'Models on this computer',
  importOrDownload: 'Import or download',
  ready: 'Ready',
  littleMemory: (memory: string) => `This computer has ${memory} of memory, so MiniLM L6 opens first. MPNet base takes up to 1.5 GB while it loads; you can choose it all the same.`,
  noModel: 'No model is installed, so nothing can be embedded. Import or download one, or install Contexture again.',
  // OwnSentences
  yourOwn: 'Your own sentences',
  dropHint: 'or drop a file anywhere',
  // PresetCards
  readyMade: 'Ready-made sets',
  readyMadeHint: 'sentences written and sense-labelled for teaching',
  otherLanguages: 'In other languages',
  otherLanguagesHint: 'for multilingual models, such as Multilingual BERT and XLM-R; those of the box were made for English',
} as const;
