import type { ReadingSide } from '@contract/model-card';
import { counted } from './captions';

/** The representations of the same sentences, from counts of words to vectors of words in context and of whole sentences. */
export const STATIONS = ['bag-of-words', 'tfidf', 'static-mean', 'elmo', 'ulmfit', 'bert', 'sentence'] as const;
export type Station = (typeof STATIONS)[number];

/** Whether a row is the word in its sentence; otherwise it is the sentence. */
export const isOfWords = (station: Station): boolean => station === 'elmo' || station === 'ulmfit' || station === 'bert';

/** What stands for a row: its whole sentence, or the word in it. */
export const stationUnit = (station: Station): 'Whole sentence' | 'Word in context' => (isOfWords(station) ? 'Word in context' : 'Whole sentence');

/** What is known of one representation of a set. */
export interface StationFacts {
  /** Rows that have a vector. */
  readonly nRows: number;
  /** Rows that have none. */
  readonly nMissing: number;
  /** Different vectors among the rows. */
  readonly nVectors: number;
  /** Different sentences among the rows. */
  readonly nSentences: number;
  /** Pairs of rows of different senses whose vectors are equal. */
  readonly nEqualPairs: number;
  /** Macro 1-nearest-neighbour sense recall; null where it cannot be measured. */
  readonly recall: number | null;
  /** Rows whose sense is in another sentence too: those that recall is made of. */
  readonly nJudged: number;
  /** Of them, those whose nearest has another sense. */
  readonly nMistaken: number;
  /** What a bag knows of the word that the set is about; null: nothing, or no bag. */
  readonly wordInBag: WordInBag | null;
  /** Words of the bag, and how many rarer ones it leaves out. */
  readonly features: { readonly n: number; readonly nLeftOut: number } | null;
  /** Of a static model: the different vectors of the target words, and the occurrences that share them. */
  readonly wordVectors: { readonly n: number; readonly nOccurrences: number } | null;
  /** Of a model that reads from one side; null: of another. */
  readonly unread: Unread | null;
}

/** What a model that reads from one side has not read by the time it has the word. */
export interface Unread {
  readonly side: ReadingSide;
  /** Rows, and of them those at whose word nothing of the sentence has been read. */
  readonly n: number;
  readonly nWithoutContext: number;
  /** Of the sentences’ characters around the words, those that have not been read: 0…1; null where there are none. */
  readonly share: number | null;
}

export interface WordInBag {
  readonly word: string;
  /** Sentences with the word, of all. */
  readonly nWith: number;
  readonly n: number;
  readonly idf: number;
  /** Of the rarest word of the bag. */
  readonly maxIdf: number;
}

/** "layer 8, of best recall": which layer stands for a model of several; empty for one of one layer. */
export const stationLayer = (layer: number, nLayers: number, isBest: boolean): string => (nLayers < 2 ? '' : `layer ${layer}, ${isBest ? 'of best recall' : 'the last'}`);

const NAMES: Readonly<Record<Station, string>> = {
  'bag-of-words': 'Bag of words', tfidf: 'TF-IDF', 'static-mean': 'Mean of static vectors', elmo: 'ELMo', ulmfit: 'ULMFiT', bert: 'BERT', sentence: 'Sentence-transformer',
};

export const stationName = (station: Station): string => NAMES[station];

/** What kind of model a station needs that has none. */
export const modelWanted = (station: Station): string => {
  switch (station) {
    case 'static-mean': return 'This map needs a static model, such as GloVe. Import one under “Models…”.';
    case 'elmo': return 'This map needs an ELMo. Import one under “Models…”.';
    case 'ulmfit': return 'This map needs a ULMFiT. Import one under “Models…”.';
    case 'bert': return 'This map needs a BERT or another transformer that reads both sides. Import one under “Models…”.';
    case 'sentence': return 'This map needs a model with sentence-transformers files, such as all-MiniLM-L6-v2. Import one under “Models…”.';
    case 'bag-of-words': case 'tfidf': return '';
  }
};

/** Why a station cannot become the map of the main scene; null where it can. */
export const notShownAlone = (station: Station): string | null => (station === 'bag-of-words' || station === 'tfidf'
  ? `${NAMES[station]} has no model behind it, so it is drawn here alone.` : null);

/** Which station an import would add; empty where all of them are there. */
export const stationToAdd = (shown: readonly Station[]): string => (shown.includes('ulmfit')
  ? '' : 'A ULMFiT, imported under “Models…”, adds its station between ELMo and BERT: an LSTM that has read what stands before the word, and nothing behind it.');

/** What any such representation cannot see, whatever the set. @param side from which alone its model reads; null: from both, or there is none */
export function blindTo(station: Station, side: ReadingSide | null): string {
  switch (station) {
    case 'bag-of-words': return 'The order of words, and senses: sentences of the same words are one vector, and each word form is one column, whatever it means.';
    case 'tfidf': return 'Order and senses still: it only lets a word count for less, the more sentences it is in.';
    case 'static-mean': return 'The sentence around a word: each word form has one vector, and their mean forgets which stood where.';
    case 'elmo': return 'Both sides at once: one half reads up to the word from the left, the other from the right, and neither knows what the other has read.';
    case 'ulmfit': return side === null
      ? 'Both sides at once: one model reads up to the word from the left, another from the right, and neither knows what the other has read.'
      : `What stands ${side === 'left' ? 'behind' : 'before'} the word: its LSTMs read from the ${side}, and stop at it.`;
    case 'bert': return 'What stands outside the sentence: it reads both sides of the word at once, and nothing else.';
    case 'sentence': return 'Which word is asked about: all words of a sentence share its one vector.';
  }
}

/** What it did not see in this set, counted. */
export function blindHere(station: Station, facts: StationFacts): string {
  return [...ownFacts(station, facts), equalLine(station, facts), mistakenLine(facts), missingLine(facts)].filter((line) => line !== '').join(' ');
}

function ownFacts(station: Station, { wordInBag, wordVectors, unread, nRows, nSentences }: StationFacts): readonly string[] {
  switch (station) {
    case 'bag-of-words': return wordInBag === null ? [] : [`The column of “${wordInBag.word}” is shared by ${wordInBag.nWith.toLocaleString('en')} of ${counted(wordInBag.n, 'sentence')}.`];
    case 'tfidf': return wordInBag === null ? [] : [`“${wordInBag.word}” weighs ${wordInBag.idf.toFixed(2)}, the rarest words ${wordInBag.maxIdf.toFixed(2)}.`];
    case 'static-mean': return wordVectors === null || wordVectors.nOccurrences === 0 ? [] : [`The ${counted(wordVectors.nOccurrences, 'occurrence')} bring ${counted(wordVectors.n, 'vector')} of their own into the means.`];
    case 'sentence': return nSentences < nRows ? [`${counted(nRows, 'occurrence')} share the vectors of ${counted(nSentences, 'sentence')}.`] : [];
    case 'ulmfit': return unread === null ? [] : [unreadLine(unread)];
    case 'elmo': case 'bert': return [];
  }
}

function unreadLine({ side, n, nWithoutContext, share }: Unread): string {
  const [behind, where] = side === 'left' ? ['behind', 'begin'] : ['before', 'end'];
  const most = share === null ? '' : `${Math.round(share * 100)} % of what stands around the words is ${behind} them, unread.`;
  const who = nWithoutContext === 1 ? `${where}s its sentence and has` : `${where} their sentence and have`;
  const none = nWithoutContext === 0 ? '' : `${nWithoutContext.toLocaleString('en')} of ${counted(n, 'occurrence')} ${who} no context.`;
  return [most, none].filter((line) => line !== '').join(' ');
}

/** Occurrences of one sentence share its vector, which the sentence model has told by then. */
function equalLine(station: Station, { nEqualPairs, nVectors, nRows, nSentences, nJudged }: StationFacts): string {
  if (nEqualPairs > 0) return `${counted(nEqualPairs, 'pair')} of different senses ${nEqualPairs === 1 ? 'has' : 'have'} the same vector.`;
  const nTold = station === 'sentence' ? nSentences : nRows;
  // Without senses that is all there is to count.
  return nVectors < nTold || (nJudged === 0 && nTold === nRows) ? `${counted(nRows, 'occurrence')} have ${counted(nVectors, 'vector')}.` : '';
}

function mistakenLine({ nMistaken, nJudged, nRows }: StationFacts): string {
  if (nJudged === 0) return '';
  const who = nJudged < nRows ? `${counted(nJudged, 'occurrence')} whose sense is in another sentence too` : counted(nJudged, 'occurrence');
  return nMistaken === 0 ? `Each of ${who} has a nearest neighbour of its sense.` : `${nMistaken.toLocaleString('en')} of ${who} ${nMistaken === 1 ? 'has' : 'have'} a nearest neighbour of another sense.`;
}

const missingLine = ({ nMissing }: StationFacts): string => (nMissing === 0 ? '' : `${counted(nMissing, 'occurrence')} ${nMissing === 1 ? 'has' : 'have'} no vector.`);

/** "Recall 0.61, chance 0.25"; what is missing where there is none. */
export function stationRecall({ recall, nVectors, nRows }: StationFacts, chance: number | null): string {
  if (recall !== null && chance !== null) return `Recall ${recall.toFixed(2)}, chance ${chance.toFixed(2)}`;
  return nVectors === 1 && nRows > 1 ? 'One vector: no nearest neighbour' : 'No senses to recall';
}

/** How many of a large set are drawn, and which words a bag leaves out; empty where all are there. */
export function boundsLine(nDrawn: number, nOccurrences: number, features: StationFacts['features']): string {
  const sample = nDrawn < nOccurrences ? `Drawn and measured on ${nDrawn.toLocaleString('en')} of ${counted(nOccurrences, 'occurrence')}, chosen at random.` : '';
  const words = features === null || features.nLeftOut === 0 ? '' : `The bags hold the ${counted(features.n, 'most frequent word')} and leave out ${features.nLeftOut.toLocaleString('en')}.`;
  return [sample, words].filter((line) => line !== '').join(' ');
}
