import { counted } from '../captions';

/** Sentences read from files, pasted text and whole texts. */
export const importWords = {
  // ColumnChooser
  readAs: 'Read as',
  sentenceALine: 'A sentence a line',
  runningText: 'Running text',
  sentencesIn: 'Sentences are in',
  wordIs: 'The word is',
  sameInEveryRow: 'the same in every row',
  namedByRow: 'named by each row',
  inColumn: 'in a column',
  formOrLemma: 'a form or a lemma',
  everyWord: 'every word',
  drawnAtMost: 'Drawn at most',
  words: 'words',
  wholeSentences: 'whole sentences',
  wordToLookFor: 'Word to look for',
  frequentWords: 'Frequent words',
  wordColumn: 'Word column',
  sense: 'Sense',
  keepAsLabels: 'Keep as labels',
  keepsLabels: (labels: string) => `Each word keeps its ${labels} as labels.`,
  showThem: 'Show them',
  // ImportDialogs
  pasteSentences: 'Paste sentences',
  whichWord: 'Which word?',
  leftOutTitle: 'Lines that were left out',
  dropHint: 'Drop a text to read its sentences, a folder of texts to search it, or a model to import it',
  // KwicPreview
  firstInContext: 'First occurrences in their context',
  andMore: (n: number) => `and ${n.toLocaleString('en')} more`,
  // LeftOut
  line: 'Line',
  why: 'Why',
  // PasteForm
  pasteExample: 'She moored the boat to the muddy |bank|.\nThe |bank| approved no loans for two years.',
  pasteHint: 'A sentence a line, or running text. Put the word in |bars|, or choose it next.',
  chooseWord: 'Choose the word',
  // Sample
  firstLines: 'First lines of the file',
  // SearchedFiles
  filesSearched: (n: number) => `${counted(n, 'file')} searched`,
  file: 'File',
  found: 'Found',
  leftOut: (n: number) => `${n.toLocaleString('en')} left out`,
  all: 'all',
  // TextSearchDialog
  findInText: 'Find a word in a text',
  // TextSearchForm
  texts: 'Texts',
  chooseFolder: 'Choose a folder',
  chooseFiles: 'Choose files',
  waitingForTexts: 'Waiting for the texts…',
  textsHint: '.txt .jsonl .conllu, of any size; or drop them here',
  lookFor: 'Look for',
  wordForms: 'Word forms',
  aPattern: 'A pattern',
  formsExample: 'bank, banks',
  formsHint: 'Whole words, with commas between them.',
  pattern: 'Pattern',
  patternExample: 'bank(s|ing)?',
  patternHint: 'A regular expression (RE2), matched within one sentence and widened to whole words.',
  exactCase: 'Exact case',
  withSeed: 'with seed',
  asEachSeems: 'As each seems',
  search: 'Search',
  // TextSearchFound
  changeSearch: 'Change the search',
  nOccurrences: (n: number) => counted(n, 'occurrence'),
  // TextSearchRunning
  searchingTexts: 'Searching the texts',
  openingTexts: 'Opening the texts',
  cancel: 'Cancel',
} as const;
